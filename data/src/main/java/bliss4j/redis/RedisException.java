package bliss4j.redis;

import bliss4j.block.DataException;

/** Redis cannot be reached, refuses something, or holds what we cannot read. The message names the server. */
public final class RedisException extends DataException {
    private static final long serialVersionUID = 1L;

    public RedisException(String message) {
        super(message);
    }

    public RedisException(String message, Throwable cause) {
        super(message, cause);
    }
}
