package bliss4j.chain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits that an abort ends. Any thread may raise it; once raised it stays so. */
public final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);
    private @Nullable Thread working;

    /** What only an interrupt ends, such as the reading of a device. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    public synchronized void raise() {
        raised.countDown();
        if (working != null) {
            working.interrupt();
        }
    }

    public boolean raised() {
        return raised.getCount() == 0;
    }

    /** Waits {@code nanos}, or until it is raised; true if it is. */
    public boolean await(long nanos) throws InterruptedException {
        return nanos <= 0 ? raised() : raised.await(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Does work that {@link #raise} interrupts; of one signal one at a time.
     *
     * @return false if the signal was raised before the work was done
     * @throws InterruptedException if somebody else interrupted it
     */
    public boolean interrupting(Work work) throws InterruptedException {
        synchronized (this) {
            if (raised()) {
                return false;
            }
            working = Thread.currentThread();
        }
        try {
            work.run();
            return !raised();
        } catch (InterruptedException e) {
            if (raised()) {
                return false;
            }
            throw e;
        } finally {
            synchronized (this) {
                working = null;
                if (raised()) {
                    Thread.interrupted(); // ours, if it came too late to end the work
                }
            }
        }
    }
}
