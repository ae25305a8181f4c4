package bliss4j.device;

import java.io.Serial;

/** What was asked for cannot be: a {@code ValueError} in Python. */
public final class ArgumentException extends AcquisitionException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ArgumentException(String message) {
        super(message);
    }
}
