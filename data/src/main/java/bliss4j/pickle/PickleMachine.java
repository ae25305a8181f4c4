package bliss4j.pickle;

import bliss4j.block.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the opcodes of one pickle. It builds items and nothing else: a name is looked up in {@link PickleGlobal}, never
 * as a class.
 */
final class PickleMachine {
    private static final int LATEST_PROTOCOL = 5;

    private final PickleInput in;
    private final PickleLiterals literals;
    private final PickleBudget budget;
    private final PickleStack stack = new PickleStack();

    PickleMachine(PickleInput in) {
        this.in = in;
        this.literals = new PickleLiterals(in);
        this.budget = new PickleBudget(in.length());
    }

    /** Runs up to STOP and gives what is then on top; each opcode takes at least one byte, so this ends. */
    PickleItem run() {
        int opcode = in.u8();
        while (opcode != '.') {
            step(opcode);
            opcode = in.u8();
        }
        return stack.pop();
    }

    private void step(int opcode) {
        switch (opcode) {
            case 0x80 -> protocol(in.u8());
            case 0x95 -> in.expect(in.i64());
            case 'N', 'I', 'L', 'F', 'G', 'J', 'K', 'M', 0x88, 0x89, 0x8a, 0x8b ->
                stack.push(new PickleItem.Known(literals.number(opcode)));
            case 'V', 'X', 0x8c, 0x8d -> stack.push(new PickleItem.Known(Value.of(literals.text(opcode))));
            case 'B', 'C', 0x8e, 0x96 -> stack.push(new PickleItem.Raw(literals.bytes(opcode)));
            case '(' -> stack.mark();
            case '0' -> stack.drop();
            case '1' -> stack.popMark();
            case '2' -> stack.push(stack.top());
            case 'p', 'q', 'r', 0x94, 'g', 'h', 'j' -> memo(opcode);
            case ')', ']', '}', 0x8f, 't', 'l', 'd', 0x91, 0x85, 0x86, 0x87 -> stack.push(container(opcode));
            case 'a', 'e', 's', 'u', 0x90 -> fill(opcode);
            case 'c' -> stack.push(PickleGlobal.find(in.line(), in.line()));
            case 0x93 -> stackGlobal();
            case 'R' -> call();
            case 'b' -> build();
            case 'i' -> throw PickleException.refused("an instance of " + in.line() + " " + in.line());
            default -> throw PickleException.refused("opcode " + PickleOpcodes.name(opcode));
        }
    }

    private static void protocol(int version) {
        if (version > LATEST_PROTOCOL) {
            throw PickleException.refused("protocol " + version);
        }
    }

    private void memo(int opcode) {
        switch (opcode) {
            case 'p' -> stack.put(index(in.line()));
            case 'q' -> stack.put(in.u8());
            case 'r' -> stack.put(in.u32());
            case 0x94 -> stack.memoize();
            case 'g' -> stack.get(index(in.line()));
            case 'h' -> stack.get(in.u8());
            case 'j' -> stack.get(in.u32());
            default -> throw new IllegalArgumentException("opcode " + opcode + " does not use the memo");
        }
    }

    private static long index(String line) {
        boolean digits = !line.isEmpty() && line.length() <= 10 && line.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw PickleException.malformed("'" + line + "' is not a place in the memo");
        }
        return Long.parseLong(line);
    }

    private PickleItem container(int opcode) {
        return switch (opcode) {
            case ')' -> new PickleItem.Sequence(Value.Kind.TUPLE, List.of());
            case ']' -> new PickleItem.Sequence(Value.Kind.LIST, new ArrayList<>(0));
            case '}' -> new PickleItem.Dict();
            case 0x8f -> new PickleItem.Sequence(Value.Kind.SET, new ArrayList<>(0));
            case 't' -> new PickleItem.Sequence(Value.Kind.TUPLE, stack.popMark());
            case 'l' -> new PickleItem.Sequence(Value.Kind.LIST, stack.popMark());
            case 0x91 -> new PickleItem.Sequence(Value.Kind.SET, stack.popMark());
            case 'd' -> withPairs(new PickleItem.Dict(), stack.popMark());
            case 0x85, 0x86, 0x87 -> new PickleItem.Sequence(Value.Kind.TUPLE, stack.pop(opcode - 0x84));
            default -> throw new IllegalArgumentException("opcode " + opcode + " makes no container");
        };
    }

    private void fill(int opcode) {
        List<PickleItem> more = switch (opcode) {
            case 'a' -> stack.pop(1);
            case 's' -> stack.pop(2);
            default -> stack.popMark();
        };
        PickleItem target = stack.top();
        if (opcode == 's' || opcode == 'u') {
            if (!(target instanceof PickleItem.Dict dict)) {
                throw PickleException.malformed("an entry for what is not a dict");
            }
            withPairs(dict, more);
            return;
        }
        Value.Kind kind = opcode == 0x90 ? Value.Kind.SET : Value.Kind.LIST;
        if (!(target instanceof PickleItem.Sequence sequence) || sequence.kind != kind) {
            throw PickleException.malformed("an item for what is neither a list nor a set");
        }
        sequence.items.addAll(more);
    }

    private static PickleItem.Dict withPairs(PickleItem.Dict dict, List<PickleItem> more) {
        if (more.size() % 2 != 0) {
            throw PickleException.malformed("a key without a value");
        }
        dict.pairs.addAll(more);
        return dict;
    }

    private void stackGlobal() {
        PickleArguments names = new PickleArguments("STACK_GLOBAL", stack.pop(2));
        stack.push(PickleGlobal.find(names.text(0), names.text(1)));
    }

    private void call() {
        PickleItem arguments = stack.pop();
        PickleItem callee = stack.pop();
        if (!(callee instanceof PickleItem.Global global)) {
            throw PickleException.refused("a call of what is not a function");
        }
        PickleArguments taken = PickleArguments.of(global.name().toString(), arguments);
        budget.spend(taken.cost());
        stack.push(global.name().call(taken));
    }

    private void build() {
        PickleArguments state = PickleArguments.of("BUILD", stack.pop());
        budget.spend(state.cost());
        switch (stack.top()) {
            case PickleItem.OpenArray array -> PickleNumpy.fill(array, state);
            case PickleItem.OpenDType dtype -> PickleNumpy.fill(dtype, state);
            case PickleItem other -> throw PickleException.refused("a state for what is not an array");
        }
    }
}
