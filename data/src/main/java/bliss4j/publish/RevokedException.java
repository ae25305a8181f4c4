package bliss4j.publish;

/**
 * A running scan belongs to somebody else now: it was silent for so long that it was taken for dead and ended. Whoever wrote
 * it stops, and writes it nowhere any more but for the end in its file.
 */
public final class RevokedException extends PublishException {
    private static final long serialVersionUID = 1L;

    public RevokedException(String message) {
        super(message);
    }
}
