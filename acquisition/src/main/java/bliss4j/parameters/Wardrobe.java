package bliss4j.parameters;

import bliss4j.block.Value;
import bliss4j.data.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Named sets of parameters, one of which is current. Nothing is remembered here: each look reads them anew, in one round
 * trip, so that what another process changed is seen, and two states are never mixed. Any thread may use it.
 */
public final class Wardrobe {
    private final Shelf shelf;
    private final Supplier<Value> now;
    private final ReentrantLock changing = new ReentrantLock();

    private Wardrobe(Shelf shelf, Supplier<Value> now) {
        this.shelf = shelf;
        this.now = now;
    }

    /**
     * One that is kept for good and shared by all processes.
     *
     * @param now the time as it is to be noted
     */
    public static Wardrobe kept(Settings settings, String key, Supplier<Value> now) {
        return new Wardrobe(Shelf.kept(settings, key), now);
    }

    /** One that nobody else sees and that goes with its owner. */
    public static Wardrobe unshared(Supplier<Value> now) {
        return new Wardrobe(Shelf.unshared(), now);
    }

    /** One that cannot be changed. */
    public static Wardrobe fixed(Sets sets) {
        return new Wardrobe(Shelf.fixed(sets.fields()), Value::nothing);
    }

    /** All sets as they are now. */
    public Sets look() {
        return new Sets(shelf.load());
    }

    /**
     * Changes the sets in one step, and notes the time.
     *
     * @param change what is to be changed, seeing what is there; no other thread changes it meanwhile
     */
    public void change(Function<Sets, Map<String, Optional<Value>>> change) {
        changing.lock();
        try {
            Sets before = look();
            Map<String, Optional<Value>> changes = new HashMap<>(change.apply(before));
            changes.putAll(before.with(changes).noting(now.get()));
            if (!changes.isEmpty()) {
                shelf.save(changes);
            }
        } finally {
            changing.unlock();
        }
    }

    /** Notes the time of an access. */
    public void touch() {
        change(sets -> Map.of());
    }
}
