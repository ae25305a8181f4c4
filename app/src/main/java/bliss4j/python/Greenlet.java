package bliss4j.python;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A call of a Python function in a thread of its own: {@code gevent.spawn(f)}. */
final class Greenlet {
    private final Value function;
    private final Value arguments;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Running running;
    private @Nullable Value value;
    private @Nullable PolyglotException failure;
    private boolean killed;

    Greenlet(Value function, Value arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    /** The thread's whole life. */
    void run(Faces faces, Safepoints safepoints, Greenlets all) {
        try (Running now = Running.begin(safepoints)) {
            if (begin(now)) {
                Value result = faces.python("bliss._console", "apply").execute(function, arguments);
                synchronized (this) {
                    value = result;
                }
            }
        } catch (PolyglotException e) {
            boolean unasked;
            synchronized (this) {
                unasked = !killed;
                if (unasked) {
                    failure = e;
                }
            }
            if (unasked) {
                all.failed(e);
            }
        } finally {
            over.countDown();
            all.ended(this);
        }
    }

    private synchronized boolean begin(Running now) {
        running = now;
        return !killed;
    }

    /** Ends it at once. Does not wait. */
    synchronized void kill() {
        killed = true;
        if (running != null) {
            running.stop(Stop.KILL);
        }
    }

    /** Waits for its end; false if that takes longer than {@code limit}, or without a limit as long as it takes. */
    boolean await(Optional<Duration> limit) throws InterruptedException {
        if (limit.isPresent()) {
            return over.await(limit.get().toNanos(), TimeUnit.NANOSECONDS);
        }
        over.await();
        return true;
    }

    boolean over() {
        return over.getCount() == 0;
    }

    /** What the function gave; empty before its end and when it was killed or failed. */
    synchronized Optional<Value> value() {
        return Optional.ofNullable(value);
    }

    /** What the function raised. */
    synchronized Optional<PolyglotException> failure() {
        return Optional.ofNullable(failure);
    }
}
