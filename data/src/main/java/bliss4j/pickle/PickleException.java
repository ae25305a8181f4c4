package bliss4j.pickle;

import bliss4j.block.DataException;
import java.io.Serial;

/** A pickle that is broken, or holds what this layout does not use; nothing of it was built or run. */
public final class PickleException extends DataException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_NAME = 120;

    private PickleException(String message) {
        super(message);
    }

    /** {@code what} is well formed, but not among the types that pickles of this layout have. */
    static PickleException refused(String what) {
        return new PickleException("refused pickle: " + printable(what) + " is not among the types this layout uses");
    }

    /** {@code what} can be read, but is beyond a bound that keeps a pickle from hurting its reader. */
    static PickleException tooMuch(String what) {
        return new PickleException("refused pickle: " + what);
    }

    static PickleException malformed(String what) {
        return new PickleException("malformed pickle: " + printable(what));
    }

    /** Names come from the pickle: whoever reads the message is not to be misled by them. */
    private static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_NAME)
                .forEach(c -> safe.appendCodePoint(Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c));
        return safe.toString();
    }
}
