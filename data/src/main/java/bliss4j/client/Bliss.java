package bliss4j.client;

import bliss4j.data.DataStore;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import java.time.Duration;
import java.util.Optional;

/**
 * The data of an experiment, for any program: {@code try (DataStore data = Bliss.connect("redis://localhost")) { … }}.
 */
public final class Bliss {
    /** How long Redis keeps a finished scan if nobody says otherwise: one day. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    private Bliss() {}

    /**
     * Opens the tree behind a Redis server. What Redis has let go comes from the files of its scans, if they can be reached
     * from here.
     *
     * @param url {@code redis://[user:password@]host[:port]}
     * @throws bliss4j.redis.RedisException if it cannot be reached, does not let us in, or is too old
     */
    public static DataStore connect(String url) {
        RedisServer server = RedisServer.at(RedisAddress.parse(url), LIFETIME);
        server.check();
        return new ArchivedStore(server, new FileRegistry(server, Optional.empty()));
    }
}
