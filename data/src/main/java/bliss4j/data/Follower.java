package bliss4j.data;

import java.time.Duration;
import java.util.Optional;

/**
 * The events of a part of the tree, each once and in order: what exists first, then what comes. One thread reads; any
 * thread may {@link #close}, which ends a wait at once.
 */
public interface Follower extends AutoCloseable {
    /**
     * The next event; waits for it as long as it takes.
     *
     * @return empty once the follower is closed or the reading thread was interrupted (its flag stays set)
     */
    Optional<DataEvent> next();

    /** The next event, empty if none came within {@code limit} or the follower is closed. */
    Optional<DataEvent> next(Duration limit);

    /** The next event of those that are already there, without waiting for Redis to send more. */
    default Optional<DataEvent> poll() {
        return next(Duration.ZERO);
    }

    /** Runs {@code action} once, in the reading thread, when all that existed at the start has been delivered. */
    void onReady(Runnable action);

    boolean closed();

    @Override
    void close();
}
