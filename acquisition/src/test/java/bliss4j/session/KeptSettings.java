package bliss4j.session;

import bliss4j.block.Value;
import bliss4j.data.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings in memory. */
final class KeptSettings implements Settings {
    private final Map<String, Map<String, Value>> kept = new HashMap<>();

    @Override
    public synchronized Map<String, Value> load(String key) {
        return Map.copyOf(kept.getOrDefault(key, Map.of()));
    }

    @Override
    public synchronized void save(String key, Map<String, Optional<Value>> fields) {
        Map<String, Value> hash = kept.computeIfAbsent(key, absent -> new HashMap<>());
        fields.forEach(
                (field, value) -> value.ifPresentOrElse(given -> hash.put(field, given), () -> hash.remove(field)));
    }

    @Override
    public long next(String counter, long floor) {
        return floor + 1;
    }
}
