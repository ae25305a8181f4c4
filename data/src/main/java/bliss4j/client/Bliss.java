package bliss4j.client;

import bliss4j.data.DataStore;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import bliss4j.redis.Retention;
import java.time.Duration;
import java.util.Optional;

/**
 * The data of an experiment, for any program: {@code try (DataStore data = Bliss.connect("redis://localhost")) { … }}.
 */
public final class Bliss {
    /** How long Redis keeps a finished scan if nobody says otherwise: one day. */
    public static final Duration LIFETIME = Retention.DEFAULT.lifetime();

    /** How many bytes of its memory all scans may take if nobody says otherwise: 1 GB. */
    public static final long LIMIT_BYTES = Retention.DEFAULT.limitBytes();

    private Bliss() {}

    /**
     * Opens the tree behind a Redis server. What Redis has let go comes from the files of its scans, if they can be reached
     * from here.
     *
     * @param url {@code redis://[user:password@]host[:port]}
     * @throws bliss4j.redis.RedisException if it cannot be reached, does not let us in, or is too old
     */
    public static DataStore connect(String url) {
        RedisServer server = RedisServer.at(RedisAddress.parse(url), Retention.DEFAULT);
        server.check();
        return new ArchivedStore(server, new FileRegistry(server, Optional.empty()));
    }
}
