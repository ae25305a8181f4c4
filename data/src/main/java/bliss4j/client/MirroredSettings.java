package bliss4j.client;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.Settings;
import bliss4j.redis.RedisException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings in Redis with a copy in files. Redis wins when it can be reached; what was set while it could not is brought to
 * it the next time. A Redis that has lost all it knew of a key gets it back from the copy. With Redis there, a copy that
 * cannot be kept is only worth a warning.
 */
public final class MirroredSettings implements Settings {
    private static final Logger LOG = LoggerFactory.getLogger(MirroredSettings.class);
    private static final String COUNTERS = "scan_numbers";

    private final Settings redis;
    private final Path folder;
    private final AtomicBoolean away = new AtomicBoolean();

    /** @param folder where the copies are */
    public MirroredSettings(Settings redis, Path folder) {
        this.redis = redis;
        this.folder = folder;
    }

    @Override
    public Map<String, Value> load(String key) {
        MirrorFile file = new MirrorFile(folder, key);
        try {
            Map<String, Value> there = redis.load(key);
            Mirror copy = read(file);
            Set<String> missing = there.isEmpty() ? copy.values().keySet() : copy.unsent();
            if (!missing.isEmpty()) {
                redis.save(key, missing.stream().collect(Collectors.toMap(field -> field, copy::find)));
            }
            Map<String, Value> values = missing.isEmpty() ? there : redis.load(key);
            if (!copy.unsent().isEmpty() || !copy.values().equals(values)) {
                keep(file, now -> now.refreshed(copy, values));
            }
            back();
            return values;
        } catch (RedisException e) {
            away(e);
            return file.read().values();
        }
    }

    @Override
    public void save(String key, Map<String, Optional<Value>> fields) {
        load(key); // so that a Redis that lost everything has the other fields back, and they are not taken for removed
        MirrorFile file = new MirrorFile(folder, key);
        try {
            redis.save(key, fields);
            back();
            keep(file, copy -> copy.with(fields, true));
        } catch (RedisException e) {
            away(e);
            file.change(copy -> copy.with(fields, false));
        }
    }

    @Override
    public long next(String counter, long floor) {
        MirrorFile file = new MirrorFile(folder, COUNTERS);
        try {
            long number = redis.next(counter, Math.max(floor, last(read(file), counter)));
            back();
            keep(file, copy -> numbered(copy, counter, Math.max(number, last(copy, counter))));
            return number;
        } catch (RedisException e) {
            away(e);
            return last(
                    file.change(copy -> numbered(copy, counter, Math.max(floor, last(copy, counter)) + 1)), counter);
        }
    }

    private static long last(Mirror copy, String counter) {
        return copy.find(counter).map(Value::asLong).orElse(0L);
    }

    private static Mirror numbered(Mirror copy, String counter, long number) {
        return copy.with(Map.of(counter, Optional.of(Value.of(number))), true);
    }

    private static Mirror read(MirrorFile file) {
        try {
            return file.read();
        } catch (DataException e) {
            LOG.warn("{}", e.getMessage());
            return Mirror.EMPTY;
        }
    }

    private static void keep(MirrorFile file, UnaryOperator<Mirror> change) {
        try {
            file.change(change);
        } catch (DataException e) {
            LOG.warn("Redis has it, but {}", e.getMessage());
        }
    }

    private void away(RedisException e) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("settings and scan numbers come from their copies in {}: {}", folder, e.getMessage());
        }
    }

    private void back() {
        if (away.compareAndSet(true, false)) {
            LOG.info("settings and scan numbers come from Redis again");
        }
    }
}
