package bliss4j.client;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.LiveSequence;
import bliss4j.data.NodeFilter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the scans that begin in a session from now on: each with its nodes, its points row by row, and its end. Take the
 * news one by one, let {@link #tell} call a listener in your thread, or {@link #start} in a thread of its own:
 *
 * <pre>{@code
 * SessionWatch watch = SessionWatch.of(data.session("test_session")).start(listener);
 * }</pre>
 */
public final class SessionWatch implements LiveSequence<ScanNews> {
    /** How long the channels of a row wait for the last of them. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final DataNode session;
    private final Duration patience;
    private final Follower follower;
    private final Map<String, WatchedScan> scans = new LinkedHashMap<>();
    private final Deque<ScanNews> told = new ArrayDeque<>();
    private Optional<Thread> thread = Optional.empty();

    private SessionWatch(DataNode session, Duration patience) {
        this.session = session;
        this.patience = patience;
        follower = session.followNew(NodeFilter.all());
    }

    /** @param session whose scans, or any node above some; a session need not exist yet */
    public static SessionWatch of(DataNode session) {
        return of(session, PATIENCE);
    }

    /** @param patience how long the channels of a row wait for the last of them; then what there is of it is told */
    public static SessionWatch of(DataNode session, Duration patience) {
        return new SessionWatch(session, patience);
    }

    /** Calls a listener in this thread, until this is closed or the thread interrupted. What a listener throws ends it. */
    public void tell(ScanListener listener) {
        for (ScanNews news : this) {
            tell(news, listener);
        }
    }

    private static void tell(ScanNews news, ScanListener listener) {
        switch (news) {
            case ScanNews.Started started -> listener.started(started.info());
            case ScanNews.Appeared fresh -> listener.appeared(fresh.info(), fresh.node());
            case ScanNews.Points points -> listener.points(points.label(), points.master(), points.blocks());
            case ScanNews.Images images -> listener.images(images.master(), images.fullname(), images.images());
            case ScanNews.Lost lost -> listener.lost(lost.points());
            case ScanNews.Ended ended -> listener.ended(ended.info());
        }
    }

    /** Calls a listener in a thread of its own until this is closed. What a listener throws is logged, and it is called on. */
    public SessionWatch start(ScanListener listener) {
        Thread.Builder named =
                Thread.ofPlatform().name("bliss-watch-" + session.name()).daemon(true);
        thread = Optional.of(named.start(() -> run(listener)));
        return this;
    }

    private void run(ScanListener listener) {
        while (!closed() && !Thread.currentThread().isInterrupted()) {
            try {
                tell(listener);
            } catch (RuntimeException e) { // the top of the thread
                LOG.error("watching {} goes on", session.dbName(), e);
            }
        }
    }

    @Override
    public Optional<ScanNews> next() {
        return next(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Override
    public Optional<ScanNews> next(Duration limit) {
        long until = limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : limit.toNanos();
        long from = System.nanoTime();
        while (!closed()) {
            ScanNews news = told.pollFirst();
            if (news != null) {
                return Optional.of(news);
            }
            long left = until == Long.MAX_VALUE ? until : until - (System.nanoTime() - from);
            Optional<DataEvent> event = follower.next(Duration.ofNanos(Math.clamp(rowsDue(), 0, Math.max(0, left))));
            event.ifPresent(this::take);
            boolean overdue = rowsDue() <= 0;
            if (overdue) {
                scans.values().forEach(scan -> scan.tellRows(told));
            } else if (event.isEmpty() && (left <= 0 || Thread.currentThread().isInterrupted())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** In how many nanoseconds a row has waited long enough. */
    private long rowsDue() {
        return scans.values().stream()
                .mapToLong(WatchedScan::waitedNs)
                .filter(waited -> waited >= 0)
                .map(waited -> patience.toNanos() - waited)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void take(DataEvent event) {
        if (event instanceof DataEvent.NewNode fresh && fresh.node() instanceof DataNode.Scan scan) {
            WatchedScan watched = new WatchedScan(scan, scan.info());
            scans.put(scan.dbName(), watched);
            told.add(new ScanNews.Started(scan, watched.info()));
            return;
        }
        Optional<WatchedScan> found =
                scans.values().stream().filter(scan -> scan.owns(event.node())).findFirst();
        found.ifPresent(scan -> scan.take(event, told));
        if (event instanceof DataEvent.EndScan && found.isPresent()) {
            scans.remove(event.node().dbName());
        }
    }

    @Override
    public void onReady(Runnable action) {
        follower.onReady(action);
    }

    @Override
    public boolean closed() {
        return follower.closed();
    }

    /** Ends the waiting, and the thread of {@link #start} after the call it is in. */
    @Override
    public void close() {
        follower.close();
        Thread own = thread.orElse(Thread.currentThread());
        try {
            if (own != Thread.currentThread() && !own.join(CLOSE_LIMIT)) {
                LOG.warn("{} does not end", own.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
