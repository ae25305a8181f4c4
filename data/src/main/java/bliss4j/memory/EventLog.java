package bliss4j.memory;

import bliss4j.data.DataEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** All that ever happened in a store, in order. Any thread. */
final class EventLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<DataEvent> events = new ArrayList<>();
    private boolean closed;

    void add(DataEvent event) {
        lock.lock();
        try {
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    /** The event at {@code position}; waits for it up to {@code nanos}, or until {@code disturbed}. */
    Optional<DataEvent> await(int position, long nanos, BooleanSupplier disturbed) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (position >= events.size() && left > 0 && !closed && !disturbed.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
            boolean there = position < events.size() && !closed && !disturbed.getAsBoolean();
            return there ? Optional.of(events.get(position)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody who waits look whether it is disturbed. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
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
