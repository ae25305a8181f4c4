package bliss4j.scan;

import bliss4j.block.Value;
import bliss4j.device.AcquisitionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users have every scan say about the sample, the technique, the instrument: entries under a name of their own, as
 * values or as functions that are asked when a scan starts. Of two entries that say the same, the later one wins; once it
 * is removed the other counts again. Any thread may set and remove.
 */
public final class ScanMetadata {
    /** Where entries may stand: {@code instrument} in the file's group of that name, the others in {@code scan_meta}. */
    public static final List<String> CATEGORIES =
            List.of("instrument", "sample", "sample_description", "proposal", "technique");

    private static final Logger LOG = LoggerFactory.getLogger(ScanMetadata.class);

    private record Key(String category, String name) {}

    private final Map<Key, Function<ScanPlan, Value.MapOf>> entries = new LinkedHashMap<>();

    /**
     * Adds an entry, as the latest; one of that name in that category is replaced.
     *
     * @param category one of {@link #CATEGORIES}
     * @param name by which it can be removed
     * @param values asked on the thread that runs the scan; if it fails the scan goes on without what it would say
     * @throws AcquisitionException if there is no such category
     */
    public synchronized void set(String category, String name, Function<ScanPlan, Value.MapOf> values) {
        Key key = key(category, name);
        entries.remove(key);
        entries.put(key, values);
    }

    /** The same for values that do not change. */
    public void set(String category, String name, Value.MapOf values) {
        set(category, name, plan -> values);
    }

    /**
     * Takes an entry away again.
     *
     * @return false if there was none
     */
    public synchronized boolean remove(String category, String name) {
        return entries.remove(key(category, name)) != null;
    }

    private static Key key(String category, String name) {
        if (!CATEGORIES.contains(category)) {
            throw new AcquisitionException(
                    "no metadata category '" + category + "'; there are " + String.join(", ", CATEGORIES));
        }
        return new Key(category, name);
    }

    /** What a scan's info says: a dict for each category that has entries. */
    Map<String, Value> of(ScanPlan plan) {
        Map<Key, Function<ScanPlan, Value.MapOf>> now;
        synchronized (this) {
            now = new LinkedHashMap<>(entries);
        }
        Map<String, Map<Value, Value>> categories = new LinkedHashMap<>();
        now.forEach((key, values) -> categories
                .computeIfAbsent(key.category(), category -> new LinkedHashMap<>())
                .putAll(ask(key, values, plan).entries()));
        Map<String, Value> info = new LinkedHashMap<>();
        categories.forEach((category, said) -> info.put(category, new Value.MapOf(said)));
        return info;
    }

    private static Value.MapOf ask(Key key, Function<ScanPlan, Value.MapOf> values, ScanPlan plan) {
        try {
            return values.apply(plan);
        } catch (RuntimeException e) { // a user's function throws what it likes
            LOG.warn("metadata {} {} left out of scan {}: {}", key.category(), key.name(), plan.name(), e.toString());
            return Value.MapOf.EMPTY;
        }
    }
}
