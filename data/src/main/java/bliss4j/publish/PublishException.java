package bliss4j.publish;

import bliss4j.block.DataException;

/** A scan can no longer be published or saved. The message says which lane, and why. */
public sealed class PublishException extends DataException permits RevokedException {
    private static final long serialVersionUID = 1L;

    public PublishException(String message) {
        super(message);
    }

    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
