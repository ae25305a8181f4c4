package bliss4j.data;

import bliss4j.block.DataException;

/** Points that were published and can be had neither from Redis nor from a file. */
public final class DataLostException extends DataException {
    private static final long serialVersionUID = 1L;

    /**
     * @param dbName whose points
     * @param from the first that is missing
     * @param to the index after the last that is missing
     * @param expectedIn where they should have been
     */
    public DataLostException(String dbName, long from, long to, String expectedIn) {
        super("points " + from + " to " + (to - 1) + " of " + dbName + " are lost: they should be in " + expectedIn);
    }
}
