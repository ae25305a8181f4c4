package bliss4j.data;

import bliss4j.block.Value;
import java.util.Arrays;
import java.util.Optional;

/** Where a scan is in its life; stored as its {@link #code}. */
public enum ScanState {
    IDLE(0),
    PREPARING(1),
    STARTING(2),
    STOPPING(3),
    DONE(4),
    ABORTED(5),
    FAILED(6);

    private final int code;

    ScanState(int code) {
        this.code = code;
    }

    /** The number that stands in the scan's info. */
    public int code() {
        return code;
    }

    /** Whether the scan is over. */
    public boolean ended() {
        return this == DONE || this == ABORTED || this == FAILED;
    }

    /** The state of a stored code, empty for a code that we do not know. */
    public static Optional<ScanState> of(Value code) {
        return Arrays.stream(values())
                .filter(state -> code.equals(Value.of(state.code)))
                .findFirst();
    }
}
