package bliss4j.data;

import bliss4j.block.DataException;

/** Points that were published and can be had neither from Redis nor from a file. */
public final class DataLostException extends DataException {
    private static final long serialVersionUID = 1L;

    private final long from;
    private final long to;
    private final String expectedIn;

    /**
     * @param dbName whose points
     * @param from the first that is missing
     * @param to the index after the last that is missing; {@link PointRange#END} if nobody knows how many there were
     * @param expectedIn where they should have been
     */
    public DataLostException(String dbName, long from, long to, String expectedIn) {
        super("points " + from + (to == PointRange.END ? " and all that follow" : " to " + (to - 1)) + " of " + dbName
                + " are lost: they should be in " + expectedIn);
        this.from = from;
        this.to = to;
        this.expectedIn = expectedIn;
    }

    /** The first index that is missing. */
    public long from() {
        return from;
    }

    /** The index after the last that is missing; {@link PointRange#END} if nobody knows how many there were. */
    public long to() {
        return to;
    }

    public String expectedIn() {
        return expectedIn;
    }
}
