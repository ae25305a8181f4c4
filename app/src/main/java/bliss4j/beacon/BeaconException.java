package bliss4j.beacon;

import java.io.Serial;

/** Beacon cannot listen, or cannot reach the Redis behind it. */
public final class BeaconException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BeaconException(String message, Throwable cause) {
        super(message, cause);
    }
}
