package bliss4j.redis;

import bliss4j.block.ValueJson;
import bliss4j.data.DataStore;
import bliss4j.data.ScanDirectory;
import bliss4j.data.Settings;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Protocol.Command;

/** A Redis server as bliss4j uses it: data in db 1, settings in db 0. What opens stores, sinks and settings on it. */
public final class RedisServer implements AutoCloseable {
    /** Where the data are. */
    static final int DATA = 1;
    /** Where the settings are. */
    static final int SETTINGS = 0;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern REDIS = Pattern.compile("redis_version:(\\d+)\\.(\\d+)\\S*");
    private static final Pattern VALKEY = Pattern.compile("valkey_version:(\\d+)\\.(\\d+)\\S*");

    private final RedisAddress address;
    private final Retention retention;
    private volatile boolean closed;

    private RedisServer(RedisAddress address, Retention retention) {
        this.address = address;
        this.retention = retention;
    }

    /** Uses the server at {@code address}; connects when first needed. */
    public static RedisServer at(RedisAddress address, Retention retention) {
        return new RedisServer(address, retention);
    }

    /**
     * The same with the usual limit.
     *
     * @param lifetime how long Redis keeps a finished scan
     */
    public static RedisServer at(RedisAddress address, Duration lifetime) {
        return at(address, Retention.DEFAULT.withLifetime(lifetime));
    }

    Ledger ledger() {
        return new Ledger(retention);
    }

    public RedisAddress address() {
        return address;
    }

    /**
     * Makes sure that the server is there, lets us in and is new enough.
     *
     * @throws RedisException if not, saying which
     */
    public void check() {
        try (Wire wire = openSettings()) {
            String info = Wire.text(wire.call(Command.INFO, Wire.utf8("server")));
            Matcher valkey = VALKEY.matcher(info);
            Matcher redis = REDIS.matcher(info);
            boolean isValkey = valkey.find();
            boolean fits = isValkey ? atLeast(valkey, 7, 2) : redis.find() && atLeast(redis, 7, 0);
            if (!fits) {
                throw new RedisException("Redis at " + address + " is too old or unknown ("
                        + (isValkey ? valkey.group() : redis.reset().find() ? redis.group() : "no version")
                        + "): expected Redis 7.0 or Valkey 7.2 at least");
            }
        }
    }

    private static boolean atLeast(Matcher version, int major, int minor) {
        int first = Integer.parseInt(version.group(1));
        return first > major || (first == major && Integer.parseInt(version.group(2)) >= minor);
    }

    /** The tree as it is in Redis. */
    public DataStore store() {
        return new RedisStore(this);
    }

    /**
     * The tree as it is in Redis, as a part of another store.
     *
     * @param owner the store that nodes belong to, which can also be asked for what Redis has let go
     */
    public DataStore store(DataStore owner) {
        return new RedisStore(this, Optional.of(owner));
    }

    /** What writes one scan. */
    public ScanSink sink() {
        return new RedisSink(this, retention);
    }

    /**
     * What ends scans whose process has died, and forgets what has gone.
     *
     * @param files opens a data file, to see how a scan in it ended
     */
    public Reaper reaper(Function<Path, DataStore> files) {
        return new Reaper(this, retention, files);
    }

    /** What of the server's settings does not fit how it is used, one line each. */
    public List<String> concerns() {
        try (Wire wire = openSettings()) {
            return ServerPolicy.concerns(wire, address, retention);
        }
    }

    public Settings settings() {
        return new RedisSettings(this);
    }

    /**
     * Refuses a scan whose directories would be mixed up with nodes that are there (ruling: forbidden names). To be asked
     * before the scan takes a number; the rest is looked at when it is announced.
     *
     * @throws bliss4j.block.DataException naming both nodes
     */
    public void checkNames(ScanDraft draft) {
        try (Wire wire = openData()) {
            TakenKeys.refuseClashes(wire, draft.directory().containers());
        }
    }

    /**
     * Refuses a scan any node of which is there already or would be mixed up with one that is: what {@link #sink} would
     * refuse too, but to be asked before the scan starts.
     *
     * @throws bliss4j.block.DataException naming the node
     */
    public void checkNames(ScanDescription scan) {
        try (Wire wire = openData()) {
            TakenKeys.refuse(wire, scan);
        }
    }

    /** Scans that have ended while it was away are not brought up to date any more by this process. */
    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Notes where a scan is, so that its session is listed and its file is found when Redis has let go of it. */
    void register(ScanDescription scan) {
        try (Wire wire = openSettings()) {
            ScanDirectory directory = scan.draft().directory();
            wire.send(Command.SADD, Wire.utf8(Keys.SESSIONS), Wire.utf8(directory.session()));
            scan.draft().file().ifPresent(file -> sendFile(wire, directory.session(), directory.dbName(), file));
            wire.sync();
        }
    }

    /** Every session that ever had data, by name. */
    public List<String> sessionNames() {
        try (Wire wire = openSettings()) {
            List<?> members = (List<?>) wire.call(Command.SMEMBERS, Wire.utf8(Keys.SESSIONS));
            return members == null
                    ? List.of()
                    : members.stream().map(Wire::text).sorted().toList();
        }
    }

    private static void sendFile(Wire wire, String session, String directory, Path file) {
        List<byte[]> keys = List.of(Wire.utf8(Keys.files(session)));
        String path = file.toAbsolutePath().normalize().toString();
        wire.send(Command.EVAL, Scripts.ADD_ITEM.arguments(keys, List.of(Wire.utf8(directory), Wire.utf8(path))));
    }

    /** The data files that hold a session's scans, by their directory's db_name. They are listed for ever. */
    public Map<String, Set<Path>> files(String session) {
        try (Wire wire = openSettings()) {
            List<?> fields = (List<?>) wire.call(Command.HGETALL, Wire.utf8(Keys.files(session)));
            Map<String, Set<Path>> files = new LinkedHashMap<>();
            for (int i = 0; fields != null && i + 1 < fields.size(); i += 2) {
                Set<Path> paths = new LinkedHashSet<>();
                ValueJson.read(Wire.text(fields.get(i + 1)))
                        .asList()
                        .forEach(path -> paths.add(Path.of(path.asText())));
                files.put(Wire.text(fields.get(i)), paths);
            }
            return files;
        }
    }

    /** Lists data files beside those that are listed. */
    public void addFiles(String session, Map<String, Set<Path>> files) {
        try (Wire wire = openSettings()) {
            files.forEach((directory, paths) -> paths.forEach(path -> sendFile(wire, session, directory, path)));
            wire.sync();
        }
    }

    Wire openData() {
        return Wire.open(address, DATA, TIMEOUT);
    }

    /** A connection for waiting on streams. */
    Wire openReader(Duration timeout) {
        return Wire.open(address, DATA, timeout);
    }

    Wire openSettings() {
        return Wire.open(address, SETTINGS, TIMEOUT);
    }
}
