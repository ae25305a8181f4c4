package bliss4j.hdf5;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one lock round libhdf5, which is not thread-safe.
 *
 * <p>Every method of this package takes it, waiting in line; {@link #hold} keeps it over several calls, so that, for
 * example, a reader opens, reads and closes with no writer in between. Only platform threads may come: one that waits in
 * native code would take a carrier away from all virtual ones.
 */
public final class Hdf5 {
    private static final ReentrantLock LOCK = new ReentrantLock(true);
    private static long heldSince;
    private static long longestHold;

    static {
        Library.start();
    }

    private Hdf5() {}

    /**
     * Runs {@code work} in one hold of the lock; may be nested.
     *
     * @throws IllegalStateException on a virtual thread
     */
    public static <T> T hold(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /** As {@link #hold(Supplier)}, for work without a result. */
    public static void hold(Runnable work) {
        enter();
        try {
            work.run();
        } finally {
            leave();
        }
    }

    /** The longest time in ns that the lock was held at a stretch since this was last asked. */
    public static long longestHold() {
        return hold(() -> {
            long longest = longestHold;
            longestHold = 0;
            return longest;
        });
    }

    static void enter() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("HDF5 was called from the virtual thread " + Thread.currentThread()
                    + ", expected a platform thread");
        }
        LOCK.lock();
        if (LOCK.getHoldCount() == 1) {
            heldSince = System.nanoTime();
        }
    }

    static void leave() {
        if (LOCK.getHoldCount() == 1) {
            longestHold = Math.max(longestHold, System.nanoTime() - heldSince);
        }
        LOCK.unlock();
    }
}
