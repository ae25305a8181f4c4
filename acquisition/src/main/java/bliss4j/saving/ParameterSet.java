package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.data.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Where one named set of parameters is kept; holds only what somebody has set. Any thread may use it. */
interface ParameterSet {
    /** All of them, as they are at one moment. */
    Map<String, Value> load();

    /** Sets one parameter, or removes it. */
    void save(String field, Optional<Value> value);

    /** One that is kept for good and shared by all processes. */
    static ParameterSet kept(Settings settings, String key) {
        return new ParameterSet() {
            @Override
            public Map<String, Value> load() {
                return settings.load(key);
            }

            @Override
            public void save(String field, Optional<Value> value) {
                settings.save(key, field, value);
            }
        };
    }

    /** One that nobody else sees and that goes with its owner. */
    static ParameterSet unshared() {
        AtomicReference<Map<String, Value>> fields = new AtomicReference<>(Map.of());
        return new ParameterSet() {
            @Override
            public Map<String, Value> load() {
                return fields.get();
            }

            @Override
            public void save(String field, Optional<Value> value) {
                fields.updateAndGet(before -> {
                    Map<String, Value> after = new HashMap<>(before);
                    after.remove(field);
                    value.ifPresent(given -> after.put(field, given));
                    return Map.copyOf(after);
                });
            }
        };
    }
}
