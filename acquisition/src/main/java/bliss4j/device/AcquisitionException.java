package bliss4j.device;

import java.io.Serial;

/** The root of what the acquisition module throws; the message says what, which name, and what was expected. */
public class AcquisitionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public AcquisitionException(String message) {
        super(message);
    }

    public AcquisitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
