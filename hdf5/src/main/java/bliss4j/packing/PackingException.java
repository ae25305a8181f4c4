package bliss4j.packing;

import java.io.Serial;

/** A chunk that cannot be unpacked; the message says what is wrong with it. */
public final class PackingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    PackingException(String message) {
        super(message);
    }
}
