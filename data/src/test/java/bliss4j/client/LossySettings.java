package bliss4j.client;

import bliss4j.block.Value;
import bliss4j.data.Settings;
import bliss4j.redis.RedisException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A Redis in memory that can be away and can be emptied. */
final class LossySettings implements Settings {
    private final Map<String, Map<String, Value>> hashes = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    private boolean away;

    synchronized void away(boolean now) {
        away = now;
    }

    synchronized void empty() {
        hashes.clear();
        counters.clear();
    }

    private void reach() {
        if (away) {
            throw new RedisException("Redis is away");
        }
    }

    @Override
    public synchronized Map<String, Value> load(String key) {
        reach();
        return Map.copyOf(hashes.getOrDefault(key, Map.of()));
    }

    @Override
    public synchronized void save(String key, Map<String, Optional<Value>> fields) {
        reach();
        Map<String, Value> hash = hashes.computeIfAbsent(key, absent -> new HashMap<>());
        fields.forEach((field, value) -> value.ifPresentOrElse(set -> hash.put(field, set), () -> hash.remove(field)));
    }

    @Override
    public synchronized long next(String counter, long floor) {
        reach();
        long number = Math.max(floor, counters.getOrDefault(counter, 0L)) + 1;
        counters.put(counter, number);
        return number;
    }
}
