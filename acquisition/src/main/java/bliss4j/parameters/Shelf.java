package bliss4j.parameters;

import bliss4j.block.Value;
import bliss4j.data.Settings;
import bliss4j.parameters.ParameterException.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Where one wardrobe is kept; holds only what somebody has set. Any thread may use it. */
interface Shelf {
    /** All fields, as they are at one moment. */
    Map<String, Value> load();

    /** Sets fields or removes them, in one step. */
    void save(Map<String, Optional<Value>> changes);

    /** One that is kept for good and shared by all processes. */
    static Shelf kept(Settings settings, String key) {
        return new Shelf() {
            @Override
            public Map<String, Value> load() {
                return settings.load(key);
            }

            @Override
            public void save(Map<String, Optional<Value>> changes) {
                settings.save(key, changes);
            }
        };
    }

    /** One that nobody else sees and that goes with its owner. */
    static Shelf unshared() {
        AtomicReference<Map<String, Value>> fields = new AtomicReference<>(Map.of());
        return new Shelf() {
            @Override
            public Map<String, Value> load() {
                return fields.get();
            }

            @Override
            public void save(Map<String, Optional<Value>> changes) {
                fields.updateAndGet(before -> {
                    Map<String, Value> after = new HashMap<>(before);
                    changes.forEach((field, value) ->
                            value.ifPresentOrElse(given -> after.put(field, given), () -> after.remove(field)));
                    return Map.copyOf(after);
                });
            }
        };
    }

    /** One that cannot be changed. */
    static Shelf fixed(Map<String, Value> fields) {
        Map<String, Value> kept = Map.copyOf(fields);
        return new Shelf() {
            @Override
            public Map<String, Value> load() {
                return kept;
            }

            @Override
            public void save(Map<String, Optional<Value>> changes) {
                throw new ParameterException(
                        Kind.ATTRIBUTE, "these parameters can only be read: they are those of one moment");
            }
        };
    }
}
