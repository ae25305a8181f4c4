package bliss4j.python;

import java.io.Serial;

/** What a function of ours raises in Python under a certain name. */
public final class PythonException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String type;

    /** @param type the exception's name in Python, such as {@code ValueError} */
    public PythonException(String type, String message) {
        super(message);
        this.type = type;
    }

    String type() {
        return type;
    }
}
