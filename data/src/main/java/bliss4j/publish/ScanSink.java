package bliss4j.publish;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a lane brings a scan's points: Redis, a file, memory. All calls come from the lane's one thread, {@link #announce}
 * first and {@link #end} last. A call that fails throws a {@code DataException}; the lane decides what follows from it.
 */
public interface ScanSink {
    /** What messages call it: {@code Redis} or the file's path. */
    String name();

    /** Why it may be unable to hold all of a scan; asked before {@link #announce}, by any thread. */
    default Optional<String> concern(ScanDescription description) {
        return Optional.empty();
    }

    /** Makes the scan's nodes, or its entry. */
    void announce(ScanDescription description);

    /** Says that points will come. */
    void prepared(Map<String, Value> info);

    /** Brings points, in the order in which they came. */
    void append(List<Points> points);

    /** Makes what was brought safe from a crash of this process. */
    void flush();

    /**
     * Tells how far each channel is safe in the scan's file; never after the end.
     *
     * @param ends for each channel the index after the last point that the file holds for good
     */
    default void durable(List<Long> ends) {}

    /** In how many ns {@link #due} is to be called though no points came; {@code Long.MAX_VALUE} for never. */
    default long dueInNs() {
        return Long.MAX_VALUE;
    }

    /** Does what is to be done without points having come. */
    default void due() {}

    /** Brings the scan to its end and lets go of it. */
    void end(ScanEnd end);

    /** Lets go of it without an end: the lane gave up. */
    void abandon();

    /**
     * Points of one channel that follow each other.
     *
     * @param channel its place in {@link ScanDescription#channels}
     * @param first the index of the first point
     * @param rows shape (n,) + the shape of a point
     * @param timeNs when the first was measured, ns since the epoch
     */
    record Points(int channel, long first, NdArray rows, long timeNs) {}
}
