package bliss4j.nexus;

import bliss4j.array.NdArray;
import bliss4j.data.ChannelInfo;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Tells what is in the files as it would have been told live: nodes, the points of each channel in slices, the end of each
 * scan. Then it waits until it is closed.
 */
final class NexusFollower implements Follower {
    /** Gives the points of a channel from an index on, as many as make a slice, or none. */
    @FunctionalInterface
    interface Points {
        NdArray from(DataNode.Channel channel, long index);
    }

    private final DataNode start;
    private final Interest interest;
    private final Points points;
    private final Consumer<Follower> forget;
    /** Nodes that are still to be told, the next one on top. */
    private final Deque<DataNode> pending = new ArrayDeque<>();
    /** Channels whose nodes have been told and whose points have not. */
    private final Deque<DataNode.Channel> channels = new ArrayDeque<>();
    /** What follows their points. */
    private Optional<DataNode.Scan> ending = Optional.empty();

    private final Deque<DataEvent> events = new ArrayDeque<>();
    private final List<Runnable> readyActions = new ArrayList<>();
    /** A permit for whoever waits, each time it must look whether it is closed or signalled. */
    private final Semaphore wakeUps = new Semaphore(0);

    private final AtomicBoolean signalled = new AtomicBoolean();
    private volatile boolean closed;
    private long nextIndex;
    private boolean ready;

    NexusFollower(DataNode start, Interest interest, Points points, Consumer<Follower> forget) {
        this.start = start;
        this.interest = interest;
        this.points = points;
        this.forget = forget;
        if (!interest.fromNow() && start.exists()) {
            pending.push(start);
        }
    }

    @Override
    public Optional<DataEvent> next() {
        return next(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Override
    public Optional<DataEvent> next(Duration limit) {
        while (!closed && events.isEmpty() && advance()) {
            // until there is an event or nothing more to tell
        }
        DataEvent event = closed ? null : events.pollFirst();
        if (event == null) {
            tellReady();
            return await(TimeUnit.NANOSECONDS.convert(limit));
        }
        return Optional.of(event);
    }

    /** Nothing comes any more but a signal. */
    private Optional<DataEvent> await(long nanos) {
        long from = System.nanoTime();
        try {
            while (!closed) {
                if (signalled.getAndSet(false)) {
                    return Optional.of(new DataEvent.External(start));
                }
                if (!wakeUps.tryAcquire(nanos - (System.nanoTime() - from), TimeUnit.NANOSECONDS)) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Gets nearer to the next event; false if all is told. */
    private boolean advance() {
        DataNode.Channel channel = channels.peekFirst();
        if (channel != null) {
            tellPoints(channel);
            return true;
        }
        if (ending.isPresent()) {
            tellEnd(ending.get());
            ending = Optional.empty();
            return true;
        }
        DataNode node = pending.pollFirst();
        if (node != null) {
            tell(node);
        }
        return node != null;
    }

    private void tell(DataNode node) {
        tellNode(node);
        switch (node) {
            case DataNode.Container container -> container.children().reversed().forEach(pending::push);
            case DataNode.Scan scan -> tellScan(scan);
            case DataNode.Channel channel -> channels.add(channel);
            case DataNode.Image image -> channels.add(image.references());
        }
    }

    private void tellScan(DataNode.Scan scan) {
        scan.walk(NodeFilter.all()).skip(1).forEach(node -> {
            tellNode(node);
            node.asChannel().ifPresent(channels::add);
        });
        if (interest.wantsEventsOf(scan)) {
            events.add(new DataEvent.ScanPrepared(scan));
        }
        ending = Optional.of(scan);
    }

    private void tellNode(DataNode node) {
        if (interest.wantsNode(node)) {
            events.add(new DataEvent.NewNode(node));
        }
    }

    private void tellPoints(DataNode.Channel channel) {
        NdArray rows = interest.wantsEventsOf(channel) ? points.from(channel, nextIndex) : noPoints(channel);
        if (rows.length() == 0) {
            channels.removeFirst();
            nextIndex = 0;
        } else {
            events.add(DataEvent.newPoints(channel, nextIndex, rows));
            nextIndex += rows.length();
        }
    }

    private static NdArray noPoints(DataNode.Channel channel) {
        return ChannelInfo.noPoints(channel, channel.info());
    }

    private void tellEnd(DataNode.Scan scan) {
        if (interest.wantsEventsOf(scan)
                && scan.state().filter(ScanState::ended).isPresent()) {
            events.add(new DataEvent.EndScan(scan));
        }
    }

    private void tellReady() {
        if (!ready) {
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
        wakeUps.release();
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        wakeUps.release();
        forget.accept(this);
    }
}
