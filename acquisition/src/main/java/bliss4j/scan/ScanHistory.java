package bliss4j.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last scans of a session ({@code SCANS}), in the order in which they ended. Any thread. */
public final class ScanHistory {
    private static final int KEPT = 20;

    private final Deque<Scan> scans = new ArrayDeque<>();

    synchronized void add(Scan scan) {
        if (scans.size() == KEPT) {
            scans.removeFirst();
        }
        scans.addLast(scan);
    }

    /** The scans, the newest last. */
    public synchronized List<Scan> all() {
        return List.copyOf(scans);
    }

    public synchronized Optional<Scan> last() {
        return Optional.ofNullable(scans.peekLast());
    }

    /** As the shell prints it. */
    @Override
    public String toString() {
        return all().stream()
                .map(Scan::toString)
                .collect(Collectors.joining(", ", "deque([", "], maxlen=" + KEPT + ")"));
    }
}
