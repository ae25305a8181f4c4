package bliss4j.array;

import java.util.List;

/** An immutable array of any number of dimensions: {@link Numbers} or {@link Texts}. */
public sealed interface NdArray permits Numbers, Texts {
    DType dtype();

    Shape shape();

    /** The rows from {@code from} up to but not including {@code to}, along the first dimension. */
    NdArray slice(int from, int to);

    /** Row {@code index}: the value at that index of the first dimension. */
    NdArray row(int index);

    /** The same items under another shape of the same size. */
    NdArray reshape(Shape shape);

    /** What Python's {@code item()} gives for the item at a flat index: Boolean, Long, BigInteger, Double or String. */
    Object item(int flatIndex);

    /** The length of the first dimension. */
    default int length() {
        return shape().length(0);
    }

    /**
     * The rows of all parts, one after the other.
     *
     * @throws IllegalArgumentException if there are none, or their dtypes or row shapes differ
     */
    static NdArray concat(List<? extends NdArray> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing to concatenate");
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return switch (parts.getFirst()) {
            case Numbers first -> Numbers.concat(first, parts);
            case Texts first -> Texts.concat(first, parts);
        };
    }

    /** An array of no rows, each of which would have shape {@code row}. */
    static NdArray empty(DType dtype, Shape row) {
        Shape shape = row.times(0);
        return dtype == DType.TEXT ? new Texts(shape, List.of()) : Numbers.wrap(dtype, shape, new byte[0]);
    }
}
