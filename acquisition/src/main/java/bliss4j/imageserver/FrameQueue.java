package bliss4j.imageserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The images that wait to be written, in their order, while others pack them.
 *
 * @param <P> an image as it goes to the disk
 */
final class FrameQueue<P> {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending<P>> waiting = new ArrayDeque<>();

    /** Those taken out and not yet written count as well. */
    private int inside;

    private boolean open = true;

    FrameQueue(int most) {
        this.most = most;
    }

    /** An image that is, or will be, packed. */
    record Pending<P>(long image, Future<P> packed) {}

    /**
     * Adds one when there is room.
     *
     * @param start begins to pack it
     * @return false if the queue is closed
     */
    boolean put(long image, Supplier<Future<P>> start) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (open && inside >= most) {
                changed.await();
            }
            if (open) {
                waiting.add(new Pending<>(image, start.get()));
                inside++;
                changed.signalAll();
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #put} would have to wait. */
    boolean isFull() {
        lock.lock();
        try {
            return open && inside >= most;
        } finally {
            lock.unlock();
        }
    }

    /** The next one, waited for; empty when the queue is closed and nothing is left. */
    Optional<Pending<P>> take() {
        lock.lock();
        try {
            while (open && waiting.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            return Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }

    /** Whether the next one is there and packed. */
    boolean isNextReady() {
        lock.lock();
        try {
            Pending<P> next = waiting.peek();
            return next != null && next.packed().isDone();
        } finally {
            lock.unlock();
        }
    }

    /** One that was taken is written. */
    void written() {
        lock.lock();
        try {
            inside--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits can still be taken. */
    void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more and forgets what waits. */
    void drop() {
        lock.lock();
        try {
            open = false;
            waiting.forEach(pending -> pending.packed().cancel(false));
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
