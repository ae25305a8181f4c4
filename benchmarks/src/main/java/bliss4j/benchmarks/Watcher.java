package bliss4j.benchmarks;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.publish.ScanDescription;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One follower and the virtual thread that reads it, until so many points have come. */
final class Watcher implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Follower follower;
    private final List<String> channels;
    /** The index of each channel; a follower tells all of one channel by one node. */
    private final IdentityHashMap<DataNode, Integer> indices = new IdentityHashMap<>();

    private final long expected;
    private final Arrivals arrivals;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch complete = new CountDownLatch(1);
    private final Thread thread;
    private volatile long last;

    /**
     * @param expected how many points of all channels, with the first of each
     * @param arrivals told of all points but the first of each channel
     */
    Watcher(Follower follower, ScanDescription scan, long expected, Arrivals arrivals) {
        this.follower = follower;
        this.expected = expected;
        this.arrivals = arrivals;
        channels =
                scan.channels().stream().map(channel -> channel.node().dbName()).toList();
        thread = Thread.ofVirtual().name("bench-watcher").start(this::watch);
    }

    private void watch() {
        long come = 0;
        while (come < expected) {
            Optional<DataEvent> event = follower.next();
            if (event.isEmpty()) {
                return;
            }
            switch (event.get()) {
                case DataEvent.NewData data -> come = arrived(data, come);
                case DataEvent.DataLost lost -> throw new BenchmarkException("points were lost: " + lost);
                case DataEvent.NewNode node -> {}
                case DataEvent.ScanPrepared scan -> {}
                case DataEvent.EndScan scan -> {}
                case DataEvent.External outside -> {}
                case DataEvent.NewImages images -> {}
            }
        }
        complete.countDown();
    }

    private long arrived(DataEvent.NewData data, long before) {
        last = System.nanoTime();
        int count = data.points().length();
        if (before >= channels.size()) {
            arrivals.points(indices.computeIfAbsent(data.node(), this::index), data.firstIndex() - 1, count, last);
        } else if (before + count == channels.size()) {
            listening.countDown();
        }
        return before + count;
    }

    private int index(DataNode channel) {
        return channels.indexOf(channel.dbName());
    }

    /** Waits for the first point of each channel; no others may come before that. */
    void awaitListening() throws InterruptedException {
        await(listening, "the first point of each channel");
    }

    /** Waits for the last point and gives the time at which it came. */
    long awaitLast() throws InterruptedException {
        await(complete, "all points");
        return last;
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new BenchmarkException("a follower was not told of " + what + " within " + PATIENCE_SECONDS + " s");
        }
    }

    @Override
    public void close() {
        follower.close();
        try {
            if (!thread.join(Duration.ofSeconds(PATIENCE_SECONDS))) {
                throw new BenchmarkException("a closed follower goes on waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
