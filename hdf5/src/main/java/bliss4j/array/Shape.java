package bliss4j.array;

import java.util.Arrays;

/** The lengths of an array's dimensions, the slowest first; {@code ()} for one value. */
public final class Shape {
    /** The shape of one value: no dimensions. */
    public static final Shape SCALAR = new Shape();

    private final int[] lengths;

    private Shape(int... lengths) {
        this.lengths = lengths;
    }

    /** @throws IllegalArgumentException if a length is negative */
    public static Shape of(int... lengths) {
        if (lengths.length == 0) {
            return SCALAR;
        }
        for (int length : lengths) {
            if (length < 0) {
                throw new IllegalArgumentException("negative length in shape " + Arrays.toString(lengths));
            }
        }
        return new Shape(lengths.clone());
    }

    /** How many dimensions: 0 for a scalar, 1 for a spectrum, 2 for an image. */
    public int rank() {
        return lengths.length;
    }

    public int length(int dimension) {
        return lengths[dimension];
    }

    /** How many items an array of this shape has: 1 for a scalar. */
    public int size() {
        long size = 1;
        for (int length : lengths) {
            size *= length;
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("shape " + this + " has more than 2^31 items");
            }
        }
        return (int) size;
    }

    /** The shape of {@code count} things of this shape. */
    public Shape times(int count) {
        int[] more = new int[lengths.length + 1];
        more[0] = count;
        System.arraycopy(lengths, 0, more, 1, lengths.length);
        return of(more);
    }

    /** The shape of one row: this one without its first dimension. */
    public Shape row() {
        if (lengths.length == 0) {
            throw new IllegalArgumentException("a scalar has no rows");
        }
        return of(Arrays.copyOfRange(lengths, 1, lengths.length));
    }

    public int[] toArray() {
        return lengths.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(lengths, shape.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    /** As Python writes a tuple: {@code ()}, {@code (3,)}, {@code (3, 4)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < lengths.length; i++) {
            text.append(i == 0 ? "" : ", ").append(lengths[i]);
        }
        return text.append(lengths.length == 1 ? ",)" : ")").toString();
    }
}
