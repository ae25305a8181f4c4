package bliss4j.data;

import bliss4j.block.Value;
import java.util.Optional;

/** Where a scan is in its life; stored as its {@link #code}. */
public enum ScanState {
    IDLE,
    PREPARING,
    STARTING,
    STOPPING,
    DONE,
    ABORTED,
    FAILED;

    /** The number that stands in the scan's info (0 to 6). */
    public int code() {
        return ordinal();
    }

    /** Whether the scan is over. */
    public boolean ended() {
        return this == DONE || this == ABORTED || this == FAILED;
    }

    /** The state of a stored code, empty for a code that we do not know. */
    public static Optional<ScanState> of(Value code) {
        if (code instanceof Value.Whole && code.asLong() >= 0 && code.asLong() < values().length) {
            return Optional.of(values()[(int) code.asLong()]);
        }
        return Optional.empty();
    }
}
