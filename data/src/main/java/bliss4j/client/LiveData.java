package bliss4j.client;

import bliss4j.data.DataStore;
import bliss4j.data.Settings;
import bliss4j.folder.FileRules;
import bliss4j.nexus.Recovery;
import bliss4j.publish.LaneLimits;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import bliss4j.redis.Retention;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Everything a program that makes data needs: where scans are recorded, read back, and parameters kept. */
public final class LiveData implements AutoCloseable {
    /** Below a home: the copies of what Redis keeps for ever. */
    static final String SETTINGS = "settings";

    private final RedisServer server;
    private final DataStore store;
    private final Settings settings;
    private final Recorder recorder;
    private final FileRules rules;

    private final Housekeeping housekeeping;

    private LiveData(RedisServer server, Retention retention, Path home, LaneLimits limits, FileRules rules) {
        this.rules = rules;
        this.server = server;
        this.settings = new MirroredSettings(server.settings(), home.resolve(SETTINGS));
        FileRegistry files = new FileRegistry(server, Optional.of(home.resolve(SETTINGS)));
        this.store = new ArchivedStore(server, files);
        this.recorder = new Recorder(server, settings, files, limits, rules);
        this.housekeeping = new Housekeeping(server, retention, rules);
    }

    /**
     * Uses a Redis server; connects when first needed, so a session starts without it, too.
     *
     * @param url {@code redis://[user:password@]host[:port]}
     * @param home where copies of the settings are kept ({@code BLISS_HOME})
     * @param retention how long, and how much of all scans, Redis keeps
     * @param limits of the lanes that bring scans to Redis and files
     * @param rules for the files
     */
    public static LiveData at(String url, Path home, Retention retention, LaneLimits limits, FileRules rules) {
        return new LiveData(RedisServer.at(RedisAddress.parse(url), retention), retention, home, limits, rules);
    }

    /** As {@link #at(String, Path, Retention, LaneLimits, FileRules)}, with the usual rules for files. */
    public static LiveData at(String url, Path home, Retention retention, LaneLimits limits) {
        return at(url, home, retention, limits, FileRules.DEFAULT);
    }

    /**
     * Makes sure that Redis is there, lets us in and is new enough.
     *
     * @throws bliss4j.redis.RedisException if not, saying which
     */
    public void check() {
        server.check();
    }

    public DataStore store() {
        return store;
    }

    public Settings settings() {
        return settings;
    }

    /** What scans are recorded by; from now on this process looks after those of processes that died. */
    public Recorder recorder() {
        housekeeping.start();
        return recorder;
    }

    /**
     * Ends the scans of a file whose process was killed, with what Redis still has of them.
     *
     * @return one line for each
     * @throws bliss4j.block.DataException if that cannot be done now
     */
    public List<String> recover(Path file) {
        return new Killed(server, rules)
                .recover(file, "bliss recover").stream()
                        .map(Recovery.Recovered::toString)
                        .toList();
    }

    @Override
    public void close() {
        housekeeping.close();
        store.close();
        server.close();
    }
}
