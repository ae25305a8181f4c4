package bliss4j.data;

/**
 * Points of a channel.
 *
 * @param channel whose
 * @param from the first index, not negative
 * @param to the index after the last; {@link #END} for all there are
 */
public record PointRange(DataNode.Channel channel, long from, long to) {
    /** As far as there are points. */
    public static final long END = Long.MAX_VALUE;

    public PointRange {
        if (from < 0 || to < from) {
            throw new IndexOutOfBoundsException(
                    "points " + from + " to " + to + " of " + channel.dbName() + ": expected 0 <= from <= to");
        }
    }
}
