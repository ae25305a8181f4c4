package bliss4j.scan;

import bliss4j.device.AcquisitionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** The scans of a session: those that run, and the last that ended ({@code SCANS}), in the order in which they did. Any thread. */
public final class ScanHistory {
    private static final int KEPT = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Deque<Scan> scans = new ArrayDeque<>();
    private final Set<Scan> running = new LinkedHashSet<>();
    private boolean closed;

    /** @throws AcquisitionException if no scan may start any more */
    void begin(Scan scan) {
        lock.lock();
        try {
            if (closed) {
                throw new AcquisitionException("the session is closed: no further scan starts");
            }
            running.add(scan);
        } finally {
            lock.unlock();
        }
    }

    /** The scan is over in every respect, or never came to be. */
    void end(Scan scan) {
        lock.lock();
        try {
            running.remove(scan);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void add(Scan scan) {
        lock.lock();
        try {
            if (scans.size() == KEPT) {
                scans.removeFirst();
            }
            scans.addLast(scan);
        } finally {
            lock.unlock();
        }
    }

    /** The scans that ended, the newest last. */
    public List<Scan> all() {
        lock.lock();
        try {
            return List.copyOf(scans);
        } finally {
            lock.unlock();
        }
    }

    public Optional<Scan> last() {
        List<Scan> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The scans that run, the oldest first. */
    public List<Scan> running() {
        lock.lock();
        try {
            return new ArrayList<>(running);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets no further scan start, aborts those that run and waits until the file and Redis have the whole of each.
     *
     * @param limit how long to wait
     * @return false if a scan had not ended by then, or the wait was interrupted; the interrupt is set again
     */
    public boolean close(Duration limit) {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        running().forEach(Scan::abort);
        return awaitAll(limit);
    }

    private boolean awaitAll(Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!running.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
            return running.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** As the shell prints it: one line for one scan, else one line a scan. */
    @Override
    public String toString() {
        List<Scan> all = all();
        boolean lines = all.size() > 1;
        return all.stream()
                .map(Scan::toString)
                .collect(Collectors.joining(
                        lines ? ",\n       " : ", ", "deque([", lines ? "],\nmaxlen=" + KEPT + ")" : "], maxlen=" + KEPT + ")"));
    }
}
