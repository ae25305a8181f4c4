package bliss4j.memory;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads the log from its start on: history and live are one. */
final class MemoryFollower implements Follower {
    private final EventLog log;
    private final DataNode start;
    private final Interest interest;
    /** How much there was when following began. */
    private final int history;

    private final List<Runnable> readyActions = new ArrayList<>();
    private final AtomicBoolean signalled = new AtomicBoolean();
    private int position;
    private boolean ready;
    private volatile boolean closed;

    MemoryFollower(EventLog log, DataNode start, Interest interest) {
        this.log = log;
        this.start = start;
        this.interest = interest;
        history = log.size();
        position = interest.fromNow() ? history : 0;
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
                Optional<DataEvent> event = log.await(position, nanos - (System.nanoTime() - from), this::disturbed);
                if (event.isEmpty()) {
                    return external();
                }
                position++;
                if (concerns(event.get())) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean disturbed() {
        return closed || signalled.get();
    }

    private Optional<DataEvent> external() {
        return signalled.getAndSet(false) && !closed() ? Optional.of(new DataEvent.External(start)) : Optional.empty();
    }

    private boolean concerns(DataEvent event) {
        return isBelow(event.node()) && interest.wants(event);
    }

    /** Whether it is where following began or below it, which its name does not say. */
    private boolean isBelow(DataNode node) {
        Optional<DataNode> above = Optional.of(node);
        while (above.isPresent() && !above.get().dbName().equals(start.dbName())) {
            above = above.get().parent();
        }
        return above.isPresent();
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
    public void signal() {
        signalled.set(true);
        log.wake();
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
