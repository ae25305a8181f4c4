package bliss4j.localredis;

/** Where the local Redis listens, and the password it asks for. */
public record RedisAddress(String host, int port, String password) {
    /** The address a client connects to. It holds the password: never log it, never put it on a command line. */
    public String url() {
        return "redis://:" + password + "@" + host + ":" + port;
    }

    /** The address as it may be shown and logged. */
    public String urlWithoutPassword() {
        return "redis://" + host + ":" + port;
    }

    /** Without the password, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return urlWithoutPassword();
    }
}
