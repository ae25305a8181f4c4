package bliss4j.data;

import bliss4j.block.Value;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters and counters that outlive a session, shared by all its processes. Any thread may use it.
 *
 * @see #next for the counters
 */
public interface Settings {
    /** The parameters kept under {@code key}; empty if there are none. */
    Map<String, Value> load(String key);

    /** Sets parameters under {@code key}, or removes them: all in one step, so that nobody sees some of them changed. */
    void save(String key, Map<String, Optional<Value>> fields);

    /** Sets one parameter under {@code key}, or removes it. */
    default void save(String key, String field, Optional<Value> value) {
        save(key, Map.of(field, value));
    }

    /**
     * The next number of a counter, taken atomically: above {@code floor} and above every number it gave before.
     *
     * @param counter which one: a directory's db_name
     * @param floor a number that is known to be taken, such as the highest in a file; 0 if none
     */
    long next(String counter, long floor);
}
