package bliss4j.client;

import bliss4j.block.Value;
import bliss4j.data.Settings;
import bliss4j.redis.RedisException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings in Redis with a copy in files. Redis wins when it can be reached; what was set while it could not is brought to
 * it the next time. A Redis that has lost all it knew of a key gets it back from the copy.
 */
public final class MirroredSettings implements Settings {
    private static final Logger LOG = LoggerFactory.getLogger(MirroredSettings.class);
    private static final String COUNTERS = "scan_numbers";
    /** The copy of this field holds a value that Redis does not have yet. */
    private static final String UNSENT = "unsent ";

    private final Settings redis;
    private final Path folder;

    /** @param folder where the copies are */
    public MirroredSettings(Settings redis, Path folder) {
        this.redis = redis;
        this.folder = folder;
    }

    @Override
    public Map<String, Value> load(String key) {
        MirrorFile mirror = new MirrorFile(folder, key);
        try {
            Map<String, Value> marked = mirror.read();
            send(key, marked);
            Map<String, Value> copy = withoutMarks(marked);
            Map<String, Value> values = redis.load(key);
            if (values.isEmpty() && !copy.isEmpty()) {
                copy.forEach((field, value) -> redis.save(key, field, Optional.of(value)));
                return copy;
            }
            if (!values.equals(copy)) {
                mirror.change(old -> values);
            }
            return values;
        } catch (RedisException e) {
            LOG.warn("settings {} come from their copy: {}", key, e.getMessage());
            return withoutMarks(mirror.read());
        }
    }

    /** Brings what was set while Redis was away, then forgets the marks. */
    private void send(String key, Map<String, Value> copy) {
        Map<String, Value> plain = withoutMarks(copy);
        copy.keySet().stream()
                .filter(field -> field.startsWith(UNSENT))
                .map(field -> field.substring(UNSENT.length()))
                .forEach(field -> redis.save(key, field, Optional.ofNullable(plain.get(field))));
        if (copy.size() > plain.size()) {
            new MirrorFile(folder, key).change(MirroredSettings::withoutMarks);
        }
    }

    private static Map<String, Value> withoutMarks(Map<String, Value> copy) {
        Map<String, Value> plain = new LinkedHashMap<>(copy);
        plain.keySet().removeIf(field -> field.startsWith(UNSENT));
        return plain;
    }

    @Override
    public void save(String key, String field, Optional<Value> value) {
        boolean sent = trySave(key, field, value);
        new MirrorFile(folder, key).change(copy -> {
            value.ifPresentOrElse(set -> copy.put(field, set), () -> copy.remove(field));
            if (!sent) {
                copy.put(UNSENT + field, Value.nothing());
            }
            return copy;
        });
    }

    private boolean trySave(String key, String field, Optional<Value> value) {
        try {
            redis.save(key, field, value);
            return true;
        } catch (RedisException e) {
            LOG.warn("setting {} of {} is kept in its copy for now: {}", field, key, e.getMessage());
            return false;
        }
    }

    @Override
    public long next(String counter, long floor) {
        MirrorFile mirror = new MirrorFile(folder, COUNTERS);
        long known = Math.max(
                floor,
                Optional.ofNullable(mirror.read().get(counter))
                        .map(Value::asLong)
                        .orElse(0L));
        Optional<Long> given = tryNext(counter, known);
        Map<String, Value> changed = mirror.change(copy -> {
            long last = Math.max(
                    known,
                    Optional.ofNullable(copy.get(counter)).map(Value::asLong).orElse(0L));
            copy.put(
                    counter,
                    Value.of(given.map(number -> Math.max(number, last)).orElse(last + 1)));
            return copy;
        });
        return given.orElseGet(() ->
                Optional.ofNullable(changed.get(counter)).map(Value::asLong).orElse(known + 1));
    }

    private Optional<Long> tryNext(String counter, long floor) {
        try {
            return Optional.of(redis.next(counter, floor));
        } catch (RedisException e) {
            LOG.warn("scan number of {} comes from its copy and the file: {}", counter, e.getMessage());
            return Optional.empty();
        }
    }
}
