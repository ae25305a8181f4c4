package bliss4j.scan;

import bliss4j.device.AcquisitionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The scans of a session: those that run, and the last that ended ({@code SCANS}), in the order of their ends. Any thread. */
public final class ScanHistory {
    private static final int KEPT = 20;

    private final Deque<Scan> scans = new ArrayDeque<>();
    private final Set<Scan> running = new LinkedHashSet<>();
    private ScanWatch watch = ScanWatch.NONE;
    private boolean closed;

    /** @throws AcquisitionException if no scan may run any more */
    synchronized void started(Scan scan) {
        if (closed) {
            throw new AcquisitionException("the session is closed: it runs no more scans");
        }
        running.add(scan);
    }

    /** A scan is over, but never took place. */
    synchronized void dropped(Scan scan) {
        running.remove(scan);
    }

    synchronized void ended(Scan scan) {
        running.remove(scan);
        if (scans.size() == KEPT) {
            scans.removeFirst();
        }
        scans.addLast(scan);
    }

    /** Lets no scan start from now on; those that run go on. */
    public synchronized void close() {
        closed = true;
    }

    /** From now on scans that start are seen by {@code watch}, and by no other. */
    public synchronized void watch(ScanWatch other) {
        watch = other;
    }

    synchronized ScanWatch watch() {
        return watch;
    }

    /** The scans that run now, the one that started first in front. */
    public synchronized List<Scan> running() {
        return List.copyOf(running);
    }

    /** The scans that have ended, the newest last. */
    public synchronized List<Scan> all() {
        return List.copyOf(scans);
    }

    public synchronized Optional<Scan> last() {
        return Optional.ofNullable(scans.peekLast());
    }

    /** As the shell prints it: one line for one scan, else one line a scan. */
    @Override
    public String toString() {
        List<Scan> all = all();
        boolean lines = all.size() > 1;
        String end = lines ? "],\nmaxlen=" : "], maxlen=";
        return all.stream()
                .map(Scan::toString)
                .collect(Collectors.joining(lines ? ",\n       " : ", ", "deque([", end + KEPT + ")"));
    }
}
