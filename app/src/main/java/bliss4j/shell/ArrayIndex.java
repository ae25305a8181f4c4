package bliss4j.shell;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.python.PythonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What stands in the brackets behind an array: for each dimension, from the slowest on, the positions that are wanted.
 * Dimensions that are not named are taken whole.
 */
final class ArrayIndex {
    private final NdArray array;
    /** The positions that are wanted of each dimension. */
    private final List<int[]> dimensions = new ArrayList<>();
    /** The dimensions that the result still has: a plain number takes one away. */
    private final BitSet kept = new BitSet();

    ArrayIndex(NdArray array) {
        this.array = array;
    }

    /** The length of the dimension that comes next. */
    private int length() {
        if (dimensions.size() == array.shape().rank()) {
            throw new PythonException(
                    "IndexError",
                    "too many indices: the array has " + array.shape().rank() + " dimensions, its shape is "
                            + array.shape());
        }
        return array.shape().length(dimensions.size());
    }

    /** One position; negative ones count from the end. */
    ArrayIndex at(long index) {
        dimensions.add(new int[] {position(index)});
        return this;
    }

    /** Several positions in this order. */
    ArrayIndex at(long... indices) {
        return keep(Arrays.stream(indices).mapToInt(this::position).toArray());
    }

    private ArrayIndex keep(int... positions) {
        kept.set(dimensions.size());
        dimensions.add(positions);
        return this;
    }

    private int position(long index) {
        int length = length();
        long position = index < 0 ? index + length : index;
        if (position < 0 || position >= length) {
            throw new PythonException("IndexError", "index " + index + " is out of range: the length is " + length);
        }
        return (int) position;
    }

    /** From {@code start} in steps, {@code count} positions: what Python's {@code slice.indices} gives. */
    ArrayIndex range(int start, int step, int count) {
        length();
        return keep(IntStream.range(0, count).map(i -> start + i * step).toArray());
    }

    /** The length that a slice of the next dimension counts with. */
    int nextLength() {
        return length();
    }

    NdArray take() {
        while (dimensions.size() < array.shape().rank()) {
            range(0, 1, length());
        }
        int[] flat = {0};
        List<Integer> lengths = new ArrayList<>();
        for (int dimension = 0; dimension < dimensions.size(); dimension++) {
            int[] positions = dimensions.get(dimension);
            int length = array.shape().length(dimension);
            int[] before = flat;
            flat = IntStream.range(0, before.length * positions.length)
                    .map(i -> before[i / positions.length] * length + positions[i % positions.length])
                    .toArray();
            if (kept.get(dimension)) {
                lengths.add(positions.length);
            }
        }
        return gather(
                array,
                flat,
                Shape.of(lengths.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** The items at these flat indices. */
    static NdArray gather(NdArray array, int[] flat, Shape shape) {
        return switch (array) {
            case Numbers numbers -> {
                int size = numbers.dtype().itemSize();
                byte[] bytes = new byte[flat.length * size];
                for (int i = 0; i < flat.length; i++) {
                    numbers.copyTo(bytes, i * size, flat[i] * size, size);
                }
                yield Numbers.wrap(numbers.dtype(), shape, bytes);
            }
            case Texts texts ->
                new Texts(shape, IntStream.of(flat).mapToObj(texts::item).toList());
        };
    }

    /** The items where {@code mask} is true, as an array of one dimension. */
    static NdArray where(NdArray array, NdArray mask) {
        if (!(mask instanceof Numbers flags)
                || flags.dtype() != DType.BOOL
                || !flags.shape().equals(array.shape())) {
            throw new PythonException(
                    "IndexError",
                    "an array can be an index if it is of booleans and of shape " + array.shape() + "; this one is "
                            + mask.dtype().numpyName() + mask.shape());
        }
        int[] flat = IntStream.range(0, array.shape().size())
                .filter(i -> flags.longAt(i) != 0)
                .toArray();
        return gather(array, flat, Shape.of(flat.length));
    }
}
