package bliss4j.display;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * The last rows of a table, filled column by column by the scan's threads and taken whole by the one that prints. Who fills it
 * never waits: what has not been taken in time is overwritten.
 */
final class RowRing {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_VALUES = 1 << 20;

    private final double[][] values;
    private final long[] counts;
    private final int capacity;
    private long next;

    RowRing(int columns) {
        this(columns, Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, columns))));
    }

    RowRing(int columns, int capacity) {
        this.capacity = capacity;
        values = new double[columns][capacity];
        counts = new long[columns];
    }

    /** Some consecutive rows; those before {@code first} that nobody took are lost. */
    record Rows(long first, List<double[]> rows, long lost) {}

    /** @param points numbers, one a row */
    synchronized void add(int column, NdArray points) {
        if (!(points instanceof Numbers numbers)) {
            return; // such channels are no columns
        }
        int skipped = Math.max(0, numbers.length() - capacity);
        for (int i = skipped; i < numbers.length(); i++) {
            values[column][(int) ((counts[column] + i) % capacity)] = numbers.doubleAt(i);
        }
        counts[column] += numbers.length();
    }

    /** How many rows are whole, taken or not. */
    synchronized long whole() {
        long least = Long.MAX_VALUE;
        for (long count : counts) {
            least = Math.min(least, count);
        }
        return counts.length == 0 ? 0 : least;
    }

    /** The whole rows that were not taken yet, {@code most} at most. */
    synchronized Rows take(int most) {
        long end = whole();
        long oldest = next;
        for (long count : counts) {
            oldest = Math.max(oldest, count - capacity);
        }
        long first = Math.min(oldest, end);
        long lost = first - next;
        long upTo = Math.min(end, first + most);
        List<double[]> rows = new ArrayList<>();
        for (long row = first; row < upTo; row++) {
            double[] one = new double[values.length];
            for (int column = 0; column < one.length; column++) {
                one[column] = values[column][(int) (row % capacity)];
            }
            rows.add(one);
        }
        next = upTo;
        return new Rows(first, rows, lost);
    }
}
