package bliss4j.publish;

import java.time.Duration;

/**
 * How much a lane holds and how long anybody waits for it.
 *
 * @param pendingBytes how many bytes of points may wait
 * @param flushAfter when the first unflushed point is flushed
 * @param fullTimeout how long an append waits for room before the scan is given up
 */
public record LaneLimits(int pendingBytes, Duration flushAfter, Duration fullTimeout) {
    /** 4 MiB; flushed 0.2 s after the first unflushed point; 60 s ({@code file.timeout}). */
    public static final LaneLimits DEFAULT = new LaneLimits(4 << 20, Duration.ofMillis(200), Duration.ofSeconds(60));

    /** With another time that an append waits for room. */
    public LaneLimits withTimeout(Duration limit) {
        return new LaneLimits(pendingBytes, flushAfter, limit);
    }
}
