package bliss4j.client;

import bliss4j.data.DataStore;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import bliss4j.redis.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
        return connect(url, state(System.getenv()));
    }

    /**
     * The same with another home.
     *
     * @param home where this user's copy is of which files hold which scans; what is in it is found even when Redis has lost
     *     all it knew
     */
    public static DataStore connect(String url, Path home) {
        RedisServer server = RedisServer.at(RedisAddress.parse(url), Retention.DEFAULT);
        server.check();
        return new ArchivedStore(server, FileRegistry.reading(server, home.resolve(LiveData.SETTINGS)));
    }

    /**
     * Where a user's state is kept: {@code BLISS_HOME}, else {@code bliss4j} in {@code XDG_STATE_HOME}, which is {@code
     * ~/.local/state} unless it is set.
     */
    public static Path state(Map<String, String> environment) {
        return folder(environment, "BLISS_HOME")
                .orElseGet(() -> folder(environment, "XDG_STATE_HOME")
                        .orElseGet(
                                () -> Path.of(System.getProperty("user.home")).resolve(".local/state"))
                        .resolve("bliss4j"));
    }

    private static Optional<Path> folder(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(text).toAbsolutePath());
    }
}
