package bliss4j.publish;

import bliss4j.block.DataException;

/** A scan can no longer be published or saved. The message says which lane, and why. */
public sealed class PublishException extends DataException {
    private static final long serialVersionUID = 1L;

    public PublishException(String message) {
        super(message);
    }

    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A running scan belongs to somebody else now: it was silent for so long that it was taken for dead and ended. Whoever
     * wrote it stops, and writes it nowhere any more but for the end in its file.
     */
    public static final class Revoked extends PublishException {
        private static final long serialVersionUID = 1L;

        public Revoked(String message) {
            super(message);
        }
    }
}
