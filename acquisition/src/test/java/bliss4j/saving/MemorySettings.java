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
    public synchronized void save(String key, Map<String, Optional<Value>> fields) {
        Map<String, Value> hash = kept.computeIfAbsent(key, absent -> new HashMap<>());
        fields.forEach((field, value) -> value.ifPresentOrElse(set -> hash.put(field, set), () -> hash.remove(field)));
    }

    @Override
    public long next(String counter, long floor) {
        throw new AssertionError("parameters take no number");
    }
}
