package bliss4j.publish;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import bliss4j.data.ScanState;
import java.util.List;
import java.util.Map;

/** What a running scan writes to. Handed to the scan alone; nobody else can write into its nodes. */
public interface ScanPublisher {
    /** The scan as announced, with its number. */
    ScanDescription description();

    /** Says that devices are ready and points will come, with what is known of the scan only now. */
    void prepared(Map<String, Value> info);

    /**
     * Appends points to a channel. Copies them in and returns at once, unless the file cannot keep up: then it waits. One
     * thread a channel; different channels may have different threads.
     *
     * @param channel its place in {@link ScanDescription#channels}
     * @param points shape (n,) + the shape of a point
     * @param timeNs when they were measured, ns since the epoch
     * @throws PublishException if the scan can no longer be kept: its file is gone, its backlog full
     */
    void append(int channel, NdArray points, long timeNs);

    /** How many points each channel has so far, by full name. */
    Map<String, Long> points();

    /** What is wrong with the lanes at the moment, one line each; empty if all is well. */
    List<String> degraded();

    /**
     * Ends the scan: waits until file and Redis have everything, within the limits that they were given, and says how it
     * ended in truth: FAILED if the file could not be completed.
     *
     * @param state how the scan itself ended
     * @param reason one line for people
     * @param found what is known only now; entries of the scan's info
     */
    ScanEnd end(ScanState state, String reason, Map<String, Value> found);

    /** The same, with nothing more to say. */
    default ScanEnd end(ScanState state, String reason) {
        return end(state, reason, Map.of());
    }
}
