package bliss4j.pickle;

import bliss4j.block.Value;
import java.util.Arrays;

/** What numpy's functions in a pickle stand for. */
final class PickleNumpy {
    private PickleNumpy() {}

    /** {@code dtype('f8', False, True)}; the byte order follows with BUILD. */
    static PickleItem dtype(PickleArguments arguments) {
        arguments.expectSize(1, 3);
        return new PickleItem.OpenDType(PickleDType.of(arguments.text(0)));
    }

    /** {@code (3, '<', None, None, None, -1, -1, 0)}: version, order, and what only dtypes with fields have. */
    static void fill(PickleItem.OpenDType open, PickleArguments state) {
        state.expectSize(8, 9);
        for (int i = 2; i < 5; i++) {
            if (!state.isNothing(i)) {
                throw PickleException.refused("a numpy dtype with fields");
            }
        }
        open.fill(open.dtype().withOrder(state.text(1)));
    }

    /** {@code scalar(dtype, bytes)}. */
    static PickleItem scalar(PickleArguments arguments) {
        arguments.expectSize(2, 2);
        return array(new PickleArray(dtypeOf(arguments, 0), new int[0], false, arguments.bytes(1)));
    }

    /** {@code ndarray(shape, dtype, bytes)}, as we write it ourselves. */
    static PickleItem ndarray(PickleArguments arguments) {
        arguments.expectSize(3, 3);
        return array(new PickleArray(dtypeOf(arguments, 1), arguments.numbers(0), false, arguments.bytes(2)));
    }

    /** {@code frombuffer(bytes, dtype)}: one dimension, as many items as there are bytes for. */
    static PickleItem frombuffer(PickleArguments arguments) {
        arguments.expectSize(2, 2);
        PickleDType dtype = dtypeOf(arguments, 1);
        byte[] bytes = arguments.bytes(0);
        int length = bytes.length / Math.max(1, dtype.itemSize());
        return array(new PickleArray(dtype, new int[] {length}, false, bytes));
    }

    /** {@code _frombuffer(bytes, dtype, shape, 'C')}, as protocol 5 writes arrays. */
    static PickleItem frombuffer5(PickleArguments arguments) {
        arguments.expectSize(4, 4);
        boolean fortran = arguments.text(3).equals("F");
        return array(new PickleArray(dtypeOf(arguments, 1), arguments.numbers(2), fortran, arguments.bytes(0)));
    }

    /** {@code _reconstruct(ndarray, (0,), b'b')}: an empty array; all of it follows with BUILD. */
    static PickleItem reconstruct(PickleArguments arguments) {
        arguments.expectSize(3, 3);
        boolean plain = arguments.item(0) instanceof PickleItem.Global global
                && global.name() == PickleGlobal.NDARRAY
                && Arrays.equals(arguments.numbers(1), new int[] {0});
        if (!plain) {
            throw PickleException.refused("a subclass of numpy ndarray");
        }
        return new PickleItem.OpenArray();
    }

    /** {@code (1, shape, dtype, is_fortran, bytes)}. */
    static void fill(PickleItem.OpenArray open, PickleArguments state) {
        state.expectSize(5, 5);
        open.fill(new PickleArray(dtypeOf(state, 2), state.numbers(1), state.flag(3), state.bytes(4)).decode());
    }

    private static PickleItem array(PickleArray array) {
        return new PickleItem.Known(Value.of(array.decode()));
    }

    private static PickleDType dtypeOf(PickleArguments arguments, int index) {
        return switch (arguments.item(index)) {
            case PickleItem.OpenDType open -> open.dtype();
            case PickleItem.Known known ->
                known.value() instanceof Value.Type type
                        ? PickleDType.of(type.value())
                        : PickleDType.of(arguments.text(index));
            default -> throw PickleException.malformed("a dtype that is none");
        };
    }
}
