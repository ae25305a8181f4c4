package bliss4j.array;

import java.util.ArrayList;
import java.util.List;

/**
 * Points whose spectra differ in length, made one array: shorter ones are filled up with NaN, and integers become float64
 * for it (ruling "padding").
 */
public final class Ragged {
    private Ragged() {}

    /**
     * The rows of all parts, one after the other.
     *
     * @param parts each of shape (n,) + row; rows may differ in length if they are of one dimension, and then in type
     * @throws IllegalArgumentException if there are none, or they cannot be joined
     */
    public static NdArray join(List<? extends NdArray> parts) {
        int width = -1;
        boolean ragged = false;
        for (NdArray part : parts) {
            if (part.shape().rank() == 2) {
                ragged |= width >= 0
                        && (part.shape().length(1) != width
                                || part.dtype() != parts.getFirst().dtype());
                width = Math.max(width, part.shape().length(1));
            }
        }
        if (!ragged) {
            return NdArray.concat(parts);
        }
        List<Numbers> wide = new ArrayList<>();
        for (NdArray part : parts) {
            wide.add(widen(part, width));
        }
        boolean mixed = wide.stream().map(NdArray::dtype).distinct().count() > 1;
        return NdArray.concat(
                mixed ? wide.stream().map(part -> part.as(DType.FLOAT64)).toList() : wide);
    }

    /**
     * The same rows, each filled up to {@code width} items.
     *
     * @param rows numbers of shape (n, less than or as many as {@code width})
     */
    public static Numbers widen(NdArray rows, int width) {
        if (!(rows instanceof Numbers numbers) || rows.shape().rank() != 2) {
            throw new IllegalArgumentException("only spectra of numbers can be widened, not "
                    + rows.dtype().numpyName() + rows.shape());
        }
        int count = rows.shape().length(0);
        int narrow = rows.shape().length(1);
        double[] items = new double[count * width];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                items[i * width + j] = j < narrow ? numbers.doubleAt(i * narrow + j) : Double.NaN;
            }
        }
        Shape shape = Shape.of(count, width);
        Numbers wide = Numbers.of(items).reshape(shape);
        return rows.dtype() == DType.FLOAT32 ? wide.as(DType.FLOAT32) : wide;
    }
}
