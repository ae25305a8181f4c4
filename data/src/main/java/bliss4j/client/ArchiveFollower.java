package bliss4j.client;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Follows a session or a directory with its archive: first tells of what only files have, scan by scan in the order in which
 * they were made, then of what Redis has and of what comes. For one thread, but for {@link #close} and {@link #signal}.
 */
final class ArchiveFollower implements Follower {
    /** How long it waits for Redis, when that is away, before it looks at the time. */
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ArchiveView view;
    private final DataNode start;
    private final Interest interest;
    private final Follower live;

    /** What only files have and is still to be told, parents first. */
    private final Deque<DataNode> archived = new ArrayDeque<>();
    /** Directories that were told: those of the archive are not news when Redis has them again. */
    private final Set<String> directories = new HashSet<>();
    /** Other nodes that were told, until all that exists was. */
    private final Set<String> told = new HashSet<>();

    private final List<Runnable> readyActions = new ArrayList<>();
    /** Tells of the scan that is just being told. */
    private Optional<Follower> scan = Optional.empty();

    private boolean looked;
    private boolean lookedAgain;
    private boolean liveReady;
    private boolean ready;

    /** @param live follows the same node in Redis */
    ArchiveFollower(ArchiveView view, DataNode start, Interest interest, Follower live) {
        this.view = view;
        this.start = start;
        this.interest = interest;
        this.live = live;
        live.onReady(() -> liveReady = true);
    }

    @Override
    public Optional<DataEvent> next() {
        return next(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Override
    public Optional<DataEvent> next(Duration limit) {
        long nanos = limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : limit.toNanos();
        long from = System.nanoTime();
        while (!closed()) {
            long left = nanos == Long.MAX_VALUE ? nanos : Math.max(0, nanos - (System.nanoTime() - from));
            Optional<DataEvent> event = ready ? fresh(left) : existing(left);
            boolean over = left == 0 && (ready || !liveReady);
            if (event.isPresent() || over || Thread.currentThread().isInterrupted()) {
                return event;
            }
        }
        scan.ifPresent(Follower::close);
        return Optional.empty();
    }

    /** What exists, of files first; empty if there is nothing just now, or nothing more. */
    private Optional<DataEvent> existing(long nanos) {
        if (!looked) {
            looked = true;
            archived.addAll(view.onlyInFiles(start));
        }
        Optional<DataEvent> event = archivedEvent();
        if (event.isPresent()) {
            return event;
        }
        if (liveReady) {
            becomeReady();
            return Optional.empty();
        }
        return fresh(Math.min(nanos, LOOK_NS));
    }

    private Optional<DataEvent> fresh(long nanos) {
        return live.next(Duration.ofNanos(nanos)).filter(this::isNews).map(this::own);
    }

    private Optional<DataEvent> archivedEvent() {
        while (scan.isPresent() || !archived.isEmpty()) {
            Optional<DataEvent> event = scan.flatMap(Follower::poll);
            if (event.isPresent()) {
                return event;
            }
            scan.ifPresent(Follower::close);
            scan = Optional.empty();
            DataNode node = archived.pollFirst();
            if (node instanceof DataNode.Scan saved && told.add(saved.dbName())) {
                scan = Optional.of(view.follow(saved, interest));
            } else if (node instanceof DataNode.Container
                    && directories.add(node.dbName())
                    && interest.wantsNode(node)) {
                return Optional.of(new DataEvent.NewNode(node));
            }
        }
        return Optional.empty();
    }

    /** Redis may have let go of a scan after it was not yet looked for in files, and before it was looked for there. */
    private void becomeReady() {
        if (!lookedAgain) {
            lookedAgain = true;
            view.onlyInFiles(start).stream().filter(node -> !isTold(node)).forEach(archived::add);
        }
        if (archived.isEmpty()) {
            ready = true;
            told.clear();
            readyActions.forEach(Runnable::run);
        }
    }

    /** Whether a scan was told, or something below it, which has its db_name. */
    private boolean isTold(DataNode node) {
        return node instanceof DataNode.Scan
                && told.stream().anyMatch(name -> (name + ":").startsWith(node.dbName() + ":"));
    }

    /** Whether a node was not told yet. */
    private boolean isNews(DataEvent event) {
        if (!(event instanceof DataEvent.NewNode fresh)) {
            return true;
        }
        String dbName = fresh.node().dbName();
        return fresh.node().type().equals(DataNode.CONTAINER) ? directories.add(dbName) : ready || told.add(dbName);
    }

    private DataEvent own(DataEvent event) {
        return event instanceof DataEvent.NewNode fresh && fresh.node() instanceof DataNode.Container
                ? new DataEvent.NewNode(view.own(fresh.node()))
                : event;
    }

    @Override
    public void onReady(Runnable action) {
        if (ready) {
            action.run();
        } else {
            readyActions.add(action);
        }
    }

    @Override
    public void signal() {
        live.signal();
    }

    @Override
    public boolean closed() {
        return live.closed();
    }

    @Override
    public void close() {
        live.close();
    }
}
