package bliss4j.pickle;

import bliss4j.block.Value;
import java.util.List;

/** The arguments of a call, or the state of a BUILD, each taken as what it must be. */
final class PickleArguments {
    /** As many dimensions as numpy's arrays can have. */
    private static final int MOST_NUMBERS = 64;

    /** What the result of a call takes beside what it copies. */
    private static final int CALL = 64;

    private final String callee;
    private final List<PickleItem> items;

    PickleArguments(String callee, List<PickleItem> items) {
        this.callee = callee;
        this.items = items;
    }

    static PickleArguments of(String callee, PickleItem tuple) {
        if (tuple instanceof PickleItem.Sequence sequence && sequence.kind == Value.Kind.TUPLE) {
            return new PickleArguments(callee, sequence.items);
        }
        throw PickleException.malformed("the arguments of " + callee + " are not a tuple");
    }

    int size() {
        return items.size();
    }

    /** About how many bytes the callee copies, at most. */
    long cost() {
        long cost = CALL;
        for (PickleItem item : items) {
            cost += switch (item) {
                case PickleItem.Raw raw -> raw.bytes().length;
                case PickleItem.Known known ->
                    known.value() instanceof Value.Text text ? text.value().length() : 0;
                case PickleItem.Sequence sequence -> 8L * sequence.items.size();
                default -> 0;
            };
        }
        return cost;
    }

    void expectSize(int least, int most) {
        if (items.size() < least || items.size() > most) {
            throw PickleException.refused(callee + " with " + items.size() + " arguments");
        }
    }

    PickleItem item(int index) {
        return items.get(index);
    }

    boolean isNothing(int index) {
        return items.get(index) instanceof PickleItem.Known known
                && known.value().isNothing();
    }

    boolean isBytes(int index) {
        return items.get(index) instanceof PickleItem.Raw;
    }

    byte[] bytes(int index) {
        if (items.get(index) instanceof PickleItem.Raw raw) {
            return raw.bytes();
        }
        throw unfit(index, "bytes");
    }

    String text(int index) {
        if (items.get(index) instanceof PickleItem.Known known && known.value() instanceof Value.Text text) {
            return text.value();
        }
        throw unfit(index, "text");
    }

    int number(int index) {
        return number(items.get(index), index);
    }

    private int number(PickleItem item, int index) {
        if (item instanceof PickleItem.Known known
                && known.value() instanceof Value.Whole whole
                && whole.value() == (int) whole.value()) {
            return (int) whole.value();
        }
        throw unfit(index, "an int of 32 bits");
    }

    /** True, False, 1 or 0. */
    boolean flag(int index) {
        if (items.get(index) instanceof PickleItem.Known known && known.value() instanceof Value.Flag flag) {
            return flag.value();
        }
        return number(index) != 0;
    }

    /** Ints in a tuple or a list, or a single one. */
    int[] numbers(int index) {
        if (!(items.get(index) instanceof PickleItem.Sequence sequence)) {
            return new int[] {number(index)};
        }
        if (sequence.items.size() > MOST_NUMBERS) {
            throw unfit(index, "at most " + MOST_NUMBERS + " ints");
        }
        return sequence.items.stream().mapToInt(item -> number(item, index)).toArray();
    }

    /** The items of a list, tuple or set. */
    List<PickleItem> items(int index) {
        if (items.get(index) instanceof PickleItem.Sequence sequence) {
            return sequence.items;
        }
        throw unfit(index, "a list");
    }

    private PickleException unfit(int index, String expected) {
        return PickleException.malformed("argument " + index + " of " + callee + " is not " + expected);
    }
}
