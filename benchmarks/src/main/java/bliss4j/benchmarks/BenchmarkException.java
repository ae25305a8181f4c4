package bliss4j.benchmarks;

import java.io.Serial;

/** A figure cannot be measured; the message is the one line that the user sees. */
final class BenchmarkException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BenchmarkException(String message) {
        super(message);
    }

    BenchmarkException(String message, Throwable cause) {
        super(message, cause);
    }
}
