package bliss4j.block;

import java.io.Serial;

/** What the client library and the two sinks throw; the message says what, which name, and what was expected. */
public class DataException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
