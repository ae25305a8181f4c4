package bliss4j.data;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What comes one by one for as long as it is wanted: first what exists, then what is new. One thread takes, with {@link
 * #next} or in a {@code for} loop, which ends as {@link #next()} does; any thread may {@link #close}, which ends a wait at
 * once.
 */
public interface LiveSequence<T> extends Iterable<T>, AutoCloseable {
    /**
     * The next one; waits for it as long as it takes.
     *
     * @return empty once this is closed or the taking thread was interrupted (its flag stays set)
     */
    Optional<T> next();

    /** The next one, empty if none came within {@code limit}, this is closed, or the taking thread was interrupted. */
    Optional<T> next(Duration limit);

    /** The next one of those that are already there, without waiting for more. */
    default Optional<T> poll() {
        return next(Duration.ZERO);
    }

    /**
     * Runs {@code action} once, in the taking thread, when all that existed at the start has been taken and everything new
     * will be seen.
     */
    void onReady(Runnable action);

    boolean closed();

    @Override
    void close();

    @Override
    default Iterator<T> iterator() {
        return new Iterator<>() {
            private Optional<T> ahead = Optional.empty();

            @Override
            public boolean hasNext() {
                if (ahead.isEmpty()) {
                    ahead = LiveSequence.this.next();
                }
                return ahead.isPresent();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("closed or interrupted");
                }
                T next = ahead.orElseThrow();
                ahead = Optional.empty();
                return next;
            }
        };
    }
}
