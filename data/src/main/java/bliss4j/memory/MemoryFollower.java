package bliss4j.memory;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the log from its start on: history and live are one. */
final class MemoryFollower implements Follower {
    private final EventLog log;
    private final String start;
    private final NodeFilter filter;
    /** How much there was when following began. */
    private final int history;

    private final List<Runnable> readyActions = new ArrayList<>();
    private int position;
    private boolean ready;
    private volatile boolean closed;

    MemoryFollower(EventLog log, DataNode start, NodeFilter filter) {
        this.log = log;
        this.start = start.dbName();
        this.filter = filter;
        history = log.size();
    }

    @Override
    public Optional<DataEvent> next() {
        return next(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Override
    public Optional<DataEvent> next(Duration limit) {
        long nanos = limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : limit.toNanos();
        long from = System.nanoTime();
        try {
            while (true) {
                tellReady();
                Optional<DataEvent> event = log.await(position, nanos - (System.nanoTime() - from), this::closed);
                if (event.isEmpty()) {
                    return event;
                }
                position++;
                if (concerns(event.get().node())) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean concerns(DataNode node) {
        String dbName = node.dbName();
        return (dbName.equals(start) || dbName.startsWith(start + ":")) && filter.matches(node);
    }

    private void tellReady() {
        if (!ready && position >= history) {
            ready = true;
            readyActions.forEach(Runnable::run);
        }
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
    public boolean closed() {
        return closed || log.closed();
    }

    @Override
    public void close() {
        closed = true;
        log.wake();
    }
}
