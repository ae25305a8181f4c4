package bliss4j.image;

import java.io.Serial;

/** An image that is not where it should be, or nowhere; for Python an {@code IndexError}. */
public final class MissingImageException extends ImageException {
    @Serial
    private static final long serialVersionUID = 1L;

    public MissingImageException(String message) {
        super(message);
    }

    public MissingImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
