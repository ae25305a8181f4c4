package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the spectra of a channel really are, once one has another length than those before it: the file holds them all
 * as long as the longest (ruling "padding"), and who wants them back wants them as they were published. Takes memory only
 * where the length changes.
 */
final class SpectrumLengths {
    private final DType dtype;
    /** The length of the points from an index on, up to the next entry. */
    private final TreeMap<Long, Integer> lengths = new TreeMap<>();

    private int width;

    /**
     * @param dtype as published
     * @param length of the points so far
     */
    SpectrumLengths(DType dtype, int length) {
        this.dtype = dtype;
        this.width = length;
        lengths.put(0L, length);
    }

    /** The length of the longest. */
    int width() {
        return width;
    }

    /** Notes the length of the points from {@code first} on. */
    void add(long first, int length) {
        if (lengths.lastEntry().getValue() != length) {
            lengths.put(first, length);
        }
        width = Math.max(width, length);
    }

    /** The index up to which the points are as long as the one at {@code from}. */
    long end(long from) {
        Map.Entry<Long, Integer> next = lengths.higherEntry(from);
        return next == null ? Long.MAX_VALUE : next.getKey();
    }

    /**
     * Points as they were published.
     *
     * @param wide as they are in the file, all of one length
     */
    NdArray published(long from, NdArray wide) {
        int length = lengths.floorEntry(from).getValue();
        Numbers numbers = (Numbers) wide;
        int rows = wide.length();
        int stored = wide.shape().length(1);
        double[] items = new double[rows * length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < length; j++) {
                items[i * length + j] = numbers.doubleAt(i * stored + j);
            }
        }
        return Numbers.of(items).reshape(Shape.of(rows, length)).as(dtype);
    }
}
