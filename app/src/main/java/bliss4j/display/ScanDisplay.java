package bliss4j.display;

import bliss4j.publish.ScanDescription;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanWatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Shows the scans of a session on a screen, one after the other, from a thread of its own ({@code SCAN_DISPLAY}). A scan that starts
 * while another runs is announced and not shown. Any thread.
 */
public final class ScanDisplay implements ScanWatch, AutoCloseable {
    /** How often is looked for new points: often enough for eyes. */
    private static final long TICK_NS = Duration.ofMillis(50).toNanos();
    /** Scans that have ended and are not printed yet. */
    private static final int MOST_WAITING = 20;

    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final Screen screen;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ShownScan> scans = new ArrayDeque<>();
    private final Deque<String> news = new ArrayDeque<>();
    private final @Nullable Thread thread;
    private Set<String> counters = Set.of();
    private boolean auto = true;
    private boolean closed;

    private ScanDisplay(Optional<Screen> screen) {
        this.screen = screen.orElseGet(NoScreen::new);
        this.thread = screen.isPresent()
                ? Thread.ofPlatform().daemon().name("bliss-display").unstarted(this::work)
                : null;
    }

    /** Shows on {@code screen} whatever scans it is told of, until it is closed. */
    public static ScanDisplay on(Screen screen) {
        ScanDisplay display = new ScanDisplay(Optional.of(screen));
        if (display.thread != null) {
            display.thread.start();
        }
        return display;
    }

    /** Shows nothing: as a library, a session is silent. */
    public static ScanDisplay silent() {
        return new ScanDisplay(Optional.empty());
    }

    private static final class NoScreen implements Screen {
        @Override
        public void print(String text) {}

        @Override
        public void status(String line) {}
    }

    /** Scans that start from now on show these counters alone, by their full names; all of them if there are none. */
    public void counters(Set<String> fullnames) {
        locked(() -> counters = Set.copyOf(fullnames));
    }

    public Set<String> counters() {
        lock.lock();
        try {
            return counters;
        } finally {
            lock.unlock();
        }
    }

    /** Whether scans that start from now on are shown. */
    public void auto(boolean wanted) {
        locked(() -> auto = wanted);
    }

    public boolean auto() {
        lock.lock();
        try {
            return auto;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Points started(Scan scan, ScanDescription description) {
        lock.lock();
        try {
            if (thread == null || closed || !auto) {
                return Points.UNSEEN;
            }
            changed.signalAll();
            boolean busy = scans.stream().anyMatch(shown -> !shown.over());
            if (busy || scans.size() >= MOST_WAITING) {
                if (news.size() < MOST_WAITING) {
                    news.add("Scan " + description.number() + " has started meanwhile and is not shown: "
                            + scan.plan().title() + "\n");
                }
                return Points.UNSEEN;
            }
            ShownScan shown = new ShownScan(scan, description, counters, () -> locked(() -> {}));
            scans.add(shown);
            return shown;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a scan that has ended stands on the screen to its last line; not longer than {@code limit}. */
    public void settle(Scan scan, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && scans.stream().anyMatch(shown -> shown.shows(scan))) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            Optional<Turn> turn = next();
            while (turn.isPresent()) {
                turn.get().news().forEach(screen::print);
                turn.get().scan().filter(shown -> shown.step(screen)).ifPresent(shown -> locked(scans::removeFirst));
                turn = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed while the screen takes nothing
        }
    }

    /** What is to be printed, without the lock: a terminal may make one wait. */
    private record Turn(List<String> news, Optional<ShownScan> scan) {}

    /** The next turn: at once for a scan that has begun or ended, after a tick for one that runs; empty when closed. */
    private Optional<Turn> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TICK_NS;
            while (!closed && news.isEmpty() && (scans.isEmpty() || (left > 0 && !endedFirst()))) {
                if (scans.isEmpty()) {
                    changed.await();
                    left = 0;
                } else {
                    left = changed.awaitNanos(left);
                }
            }
            if (closed && !endedFirst()) {
                return Optional.empty();
            }
            Turn turn = new Turn(List.copyOf(news), Optional.ofNullable(scans.peekFirst()));
            news.clear();
            return Optional.of(turn);
        } finally {
            lock.unlock();
        }
    }

    private boolean endedFirst() {
        ShownScan first = scans.peekFirst();
        return first != null && first.over();
    }

    /** Prints what has ended and shows nothing more. */
    @Override
    public void close() {
        locked(() -> closed = true);
        if (thread == null) {
            return;
        }
        try {
            if (!thread.join(SHUTDOWN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
