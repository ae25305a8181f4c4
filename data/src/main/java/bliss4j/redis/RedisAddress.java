package bliss4j.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a Redis server is and how to be let in. Prints without the password.
 *
 * @param user empty for the server's default user
 * @param password empty if none is wanted
 * @param tls whether the connection is encrypted ({@code rediss://})
 */
public record RedisAddress(String host, int port, Optional<String> user, Optional<String> password, boolean tls) {
    private static final int DEFAULT_PORT = 6379;
    private static final String EXPECTED = "expected redis://[user:password@]host[:port]";

    /**
     * Reads {@code redis://[user:password@]host[:port]}, or {@code rediss://} for TLS.
     *
     * @throws RedisException if it is no such address
     */
    public static RedisAddress parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new RedisException("Redis address cannot be read: " + e.getReason() + ", " + EXPECTED, e);
        }
        boolean tls = "rediss".equals(uri.getScheme());
        if ((!tls && !"redis".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new RedisException("Redis address '" + withoutPassword(uri) + "' is not one, " + EXPECTED);
        }
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        if (!path.isEmpty() && !path.equals("/")) {
            throw new RedisException("Redis address '" + withoutPassword(uri)
                    + "' names a database; data are kept in db 1 and settings in db 0, " + EXPECTED);
        }
        Optional<String> info = Optional.ofNullable(uri.getUserInfo());
        Optional<String> user = info.map(text -> text.split(":", 2)[0]).filter(text -> !text.isEmpty());
        Optional<String> password = info.filter(text -> text.contains(":")).map(text -> text.split(":", 2)[1]);
        return new RedisAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), user, password, tls);
    }

    private static String withoutPassword(URI uri) {
        String info = uri.getUserInfo();
        return info == null ? uri.toString() : uri.toString().replace(uri.getRawUserInfo() + "@", "");
    }

    /** The address without user and password. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port;
    }
}
