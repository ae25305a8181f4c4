package bliss4j.python;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of Python that one thread runs, from {@link #begin} to {@link #close}: a statement at the prompt, or what was
 * spawned. {@link #stop} may come from any thread, and ends it wherever it is: in Python at the next safepoint, in a
 * function of ours by an interrupt. An interrupt is sent in no other place: it would close the file that Python happens to
 * write.
 */
final class Running implements AutoCloseable {
    private static final ThreadLocal<@Nullable Running> CURRENT = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final Safepoints safepoints;
    private @Nullable Stop wanted;
    private boolean inHost;
    private boolean over;

    private Running(Safepoints safepoints) {
        this.safepoints = safepoints;
    }

    /** Says that this thread runs Python from here on. */
    static Running begin(Safepoints safepoints) {
        Running running = new Running(safepoints);
        CURRENT.set(running);
        return running;
    }

    /** What this thread runs; empty in a thread that Python itself started. */
    static Optional<Running> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Ends it, if it is not over and no other stop is on its way. */
    synchronized void stop(Stop stop) {
        if (over || wanted != null) {
            return;
        }
        wanted = stop;
        reach();
    }

    private void reach() {
        if (inHost) {
            thread.interrupt();
        } else {
            safepoints.ask(thread, this::takeInPython);
        }
    }

    /** At a safepoint. In a function of ours there are some, too, but it ends in its own way. */
    private synchronized Optional<Stop> takeInPython() {
        return inHost ? Optional.empty() : take();
    }

    /** The stop that is to be obeyed now, once; in this thread. */
    synchronized Optional<Stop> take() {
        Optional<Stop> taken = Optional.ofNullable(wanted);
        wanted = null;
        Thread.interrupted();
        return taken;
    }

    /** Runs a function of ours: an interrupt may end its waits. */
    <T extends @Nullable Object> T inHost(Supplier<T> action) {
        return at(true, action);
    }

    /** Runs Python that a function of ours calls back. */
    <T extends @Nullable Object> T inPython(Supplier<T> action) {
        return at(false, action);
    }

    private <T extends @Nullable Object> T at(boolean host, Supplier<T> action) {
        boolean before;
        synchronized (this) {
            before = inHost;
            inHost = host;
            if (wanted != null) {
                reach();
            }
        }
        try {
            return action.get();
        } finally {
            synchronized (this) {
                inHost = before;
                if (wanted != null && before) {
                    reach(); // it came while Python was called back
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        wanted = null;
        Thread.interrupted();
        CURRENT.remove();
    }
}
