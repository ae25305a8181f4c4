package bliss4j.command;

import bliss4j.client.LiveData;
import bliss4j.config.BeamlineConfig;
import bliss4j.config.DeviceFactory;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.localredis.LocalRedis;
import bliss4j.redis.RedisAddress;
import bliss4j.saving.ScanSaving;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanServices;
import bliss4j.session.Session;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a command works with: configuration, Redis, sessions. Nothing is opened before it is asked for. A command uses it
 * from one thread; {@link #close} may come from any, also while the JVM shuts down.
 *
 * @see BlissHome
 */
public final class Workplace implements AutoCloseable {
    private final Map<String, String> environment;
    private final Map<String, DeviceFactory> factories;
    private final PrintWriter out;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private Optional<Path> configFolder = Optional.empty();
    private @Nullable BeamlineConfig config;
    private final AtomicReference<@Nullable LiveData> data = new AtomicReference<>();

    /**
     * @param environment the process's environment variables
     * @param factories what makes devices, by the class name of the configuration
     * @param out where commands print
     */
    public Workplace(Map<String, String> environment, Map<String, DeviceFactory> factories, PrintWriter out) {
        this.environment = Map.copyOf(environment);
        this.factories = Map.copyOf(factories);
        this.out = out;
    }

    PrintWriter out() {
        return out;
    }

    /** Uses the configuration of a folder, rather than that of the environment. */
    void configFolder(Path folder) {
        configFolder = Optional.of(folder);
    }

    /** Where state is kept. */
    public Path home() {
        return BlissHome.state(environment);
    }

    /** The folder of the configuration; empty for the built-in demo beamline. */
    Optional<Path> configFolder() {
        return configFolder.or(() -> BlissHome.config(environment));
    }

    /** The folder that was asked for, else the user's, else the built-in demo beamline. */
    BeamlineConfig config() {
        if (config == null) {
            config = configFolder()
                    .map(folder -> BeamlineConfig.load(folder, factories))
                    .orElseGet(() -> BeamlineConfig.demo(factories));
        }
        return config;
    }

    private BeamlineSettings settings() {
        return BeamlineSettings.read(config().settings());
    }

    /** The Redis server that bliss4j runs for itself, whether it runs now or not. */
    LocalRedis localRedis() {
        BeamlineSettings settings = settings();
        LocalRedis local = LocalRedis.in(home().resolve("redis")).withMaxMemory(Long.toString(settings.limitBytes()));
        return settings.redisPort().map(local::withPort).orElse(local);
    }

    /** The address of Redis, with its password: the configured one, else the local one, which is started if need be. */
    private String redisUrl() {
        return settings().redisUrl().orElseGet(() -> localRedis().start().url());
    }

    /** Where Redis is and how to be let in. */
    RedisAddress redisAddress() {
        return RedisAddress.parse(redisUrl());
    }

    /**
     * The data of the beamline.
     *
     * @throws RuntimeException if a Redis is there but does not let us in, or is too old
     */
    LiveData data() {
        boolean fresh = data.get() == null;
        LiveData open = opened();
        if (fresh) {
            open.check();
        }
        return open;
    }

    private LiveData opened() {
        LiveData open = data.get();
        if (open == null) {
            BeamlineSettings settings = settings();
            open = LiveData.at(redisUrl(), home(), settings.retention(), settings.laneLimits(), settings.files());
            data.set(open);
        }
        return open;
    }

    /**
     * A node of the tree.
     *
     * @throws CommandException if there is none, naming those sessions that there are
     */
    DataNode node(String dbName) {
        return node(data().store(), dbName);
    }

    /** A node of the tree with what only files have; also of use while Redis is away. */
    DataNode archivedNode(String dbName) {
        return node(opened().store().archive(), dbName);
    }

    private static DataNode node(DataStore store, String dbName) {
        return store.node(dbName).orElseThrow(() -> {
            String sessions = store.sessions().stream().map(DataNode::name).collect(Collectors.joining(", "));
            return new CommandException("there is no node '" + dbName + "'; sessions with data: "
                    + (sessions.isEmpty() ? "none" : sessions));
        });
    }

    /**
     * The parameters of a session that need not have started.
     *
     * @throws RuntimeException if there is no such session
     */
    ScanSaving scanSaving(String session) {
        String known = config().session(session).name(); // before anything is started for it
        return ScanSaving.open(data().settings(), known);
    }

    /** A session that has started; it ends with this workplace, if not before. */
    Session session(String name) {
        LiveData live = data();
        ScanServices services =
                new ScanServices(live.recorder(), live.store(), live.settings(), Clock.system(ZoneId.systemDefault()));
        Session session = Session.start(name, config(), services);
        sessions.add(session);
        return session;
    }

    /** Whether a session was started, so that scans may run. */
    public boolean hasSession() {
        return !sessions.isEmpty();
    }

    /** Aborts what runs, waits until file and Redis have it, and closes all connections. As often as one likes. */
    @Override
    public void close() {
        sessions.forEach(session -> session.scans().close());
        sessions.forEach(session -> session.scans().running().forEach(Scan::abort)); // all axes stop before any wait
        sessions.forEach(Session::close);
        if (config != null) {
            config.close();
        }
        LiveData open = data.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }
}
