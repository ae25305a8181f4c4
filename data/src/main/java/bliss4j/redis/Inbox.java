package bliss4j.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the reader has for one follower. Bounded: when the follower is too slow the news are thrown away and it is told to
 * read again from its own positions; nothing waits for it.
 */
final class Inbox {
    /** How many replies may wait. */
    private static final int BOUND = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<List<StreamNews>> replies = new ArrayDeque<>();
    private boolean lost;
    private boolean signalled;
    private boolean closed;

    /** What {@link #await} found. */
    enum Found {
        NEWS,
        /** News were thrown away, or the connection was: read again. */
        LOST,
        /** Somebody has called {@link #signal}. */
        SIGNAL,
        NOTHING,
        CLOSED
    }

    void put(List<StreamNews> news) {
        lock.lock();
        try {
            if (replies.size() >= BOUND) {
                replies.clear();
                lost = true;
            } else if (!lost) {
                replies.add(news);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that what was not put can only be had by reading again. */
    void lose() {
        lock.lock();
        try {
            replies.clear();
            lost = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits up to {@code nanos} for something to be there; {@link Long#MAX_VALUE} for as long as it takes. */
    Found await(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (!closed && !lost && !signalled && replies.isEmpty()) {
                if (left <= 0) {
                    return Found.NOTHING;
                }
                if (left == Long.MAX_VALUE) {
                    changed.await(); // a virtual thread pays for a limit with a timer
                } else {
                    left = changed.awaitNanos(left);
                }
            }
            if (closed || lost) {
                return closed ? Found.CLOSED : Found.LOST;
            }
            boolean signal = signalled;
            signalled = false;
            return signal ? Found.SIGNAL : Found.NEWS;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a wait, or the next one, with {@link Found#SIGNAL}. */
    void signal() {
        lock.lock();
        try {
            signalled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits up to {@code nanos}, whatever comes; ends at once when closed. */
    void pause(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The oldest reply, after {@link Found#NEWS}; empty if it was thrown away since. */
    List<StreamNews> take() {
        lock.lock();
        try {
            List<StreamNews> news = replies.pollFirst();
            return news == null ? List.of() : news;
        } finally {
            lock.unlock();
        }
    }

    /** From now on news are kept again; called before reading again. */
    void recover() {
        lock.lock();
        try {
            lost = false;
            replies.clear();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            replies.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
