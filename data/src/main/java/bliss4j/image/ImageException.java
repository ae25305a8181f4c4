package bliss4j.image;

import bliss4j.block.DataException;
import java.io.Serial;

/** An image that exists but can be had from nowhere; the message says which and why. */
public class ImageException extends DataException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
