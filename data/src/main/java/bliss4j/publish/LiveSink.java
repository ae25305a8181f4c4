package bliss4j.publish;

import bliss4j.block.DataException;
import java.util.List;

/** A sink whose other end may go away and come back: empty, as it was, or as it was some time ago. */
public interface LiveSink extends ScanSink {
    /**
     * Connects anew, makes whatever is missing of the scan's nodes, and looks how far its streams go.
     *
     * @param description the scan
     * @return for each channel of the description the index after its last point there
     */
    List<Long> resume(ScanDescription description);

    /** Whether a failure means that the other end is away or unable just now, rather than that it will never do this. */
    boolean mayPass(DataException failure);
}
