package bliss4j.localredis;

/** Says in one line why the local Redis could not be started, found or stopped, and what to do about it. */
public final class LocalRedisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocalRedisException(String message) {
        super(message);
    }

    LocalRedisException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The reason of an I/O failure without the class name that {@code toString} puts before it. */
    static String reason(Throwable cause) {
        String message = cause.getMessage();
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof java.nio.file.FileSystemException failed) {
            String reason = failed.getReason();
            return reason == null ? cause.getClass().getSimpleName() : reason;
        }
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
