package bliss4j.scan;

/**
 * What a user does beside a scan. Whatever a call throws stops the scan, as the failure of a device does; {@link #stop} is
 * called all the same.
 */
public interface ScanPreset {
    /** The scan has its number; no device is prepared yet. */
    default void prepare(Scan scan) {}

    /** All devices are prepared; the first point is next. */
    default void start(Scan scan) {}

    /** All devices have stopped, however the scan ended; it has not been ended in file and tree yet. */
    default void stop(Scan scan) {}
}
