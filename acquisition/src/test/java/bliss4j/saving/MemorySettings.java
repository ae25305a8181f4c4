package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.data.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Settings in memory; its map has no order, as a large Redis hash has none. */
final class MemorySettings implements Settings {
    private final Map<String, Map<String, Value>> kept = new HashMap<>();
    final AtomicInteger loads = new AtomicInteger();

    @Override
    public synchronized Map<String, Value> load(String key) {
        loads.incrementAndGet();
        return Map.copyOf(kept.getOrDefault(key, Map.of()));
    }

    @Override
    public synchronized void save(String key, String field, Optional<Value> value) {
        Map<String, Value> fields = kept.computeIfAbsent(key, absent -> new HashMap<>());
        fields.remove(field);
        value.ifPresent(given -> fields.put(field, given));
    }

    @Override
    public long next(String counter, long floor) {
        throw new AssertionError("parameters take no number");
    }
}
