package bliss4j.device;

import java.util.List;

/**
 * A part of every image of which a camera gives counters.
 *
 * @param name what it is called: {@code r1}
 * @param x the first column
 * @param y the first row
 * @param width columns
 * @param height rows
 */
public record Roi(String name, int x, int y, int width, int height) {
    /** What is counted in it, in the order in which a camera gives the values. */
    public static final List<String> VALUES = List.of("sum", "avg", "min", "max", "std");

    public Roi {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new AcquisitionException("ROI '" + name + "' at " + x + ", " + y + " of " + width + " x " + height
                    + ": expected a corner of 0 or more and a size of 1 or more");
        }
    }

    /** @throws AcquisitionException if it is not within images of that size */
    public Roi within(int columns, int rows) {
        if (x + width > columns || y + height > rows) {
            throw new AcquisitionException("ROI '" + name + "' ends at column " + (x + width) + ", row " + (y + height)
                    + ": images have " + columns + " columns, " + rows + " rows");
        }
        return this;
    }
}
