package bliss4j.benchmarks;

import bliss4j.data.DataEvent;
import bliss4j.data.Follower;
import bliss4j.publish.ScanDescription;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One follower and the virtual thread that reads it, until so many points have come. */
final class Watcher implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Follower follower;
    private final Map<String, Integer> channels = new HashMap<>();
    private final long expected;
    private final Arrivals arrivals;
    private final CountDownLatch prepared = new CountDownLatch(1);
    private final CountDownLatch complete = new CountDownLatch(1);
    private final Thread thread;
    private volatile long last;

    Watcher(Follower follower, ScanDescription scan, long expected, Arrivals arrivals) {
        this.follower = follower;
        this.expected = expected;
        this.arrivals = arrivals;
        for (int i = 0; i < scan.channels().size(); i++) {
            channels.put(scan.channels().get(i).node().dbName(), i);
        }
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
                case DataEvent.NewData data -> {
                    last = System.nanoTime();
                    int count = data.points().length();
                    arrivals.points(channels.getOrDefault(data.node().dbName(), 0), data.firstIndex(), count, last);
                    come += count;
                }
                case DataEvent.ScanPrepared scan -> prepared.countDown();
                case DataEvent.NewNode node -> {}
                case DataEvent.EndScan scan -> {}
                case DataEvent.DataLost lost -> throw new BenchmarkException("points were lost: " + lost);
            }
        }
        complete.countDown();
    }

    void awaitPrepared() throws InterruptedException {
        await(prepared, "the scan's start");
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
            if (!thread.join(java.time.Duration.ofSeconds(PATIENCE_SECONDS))) {
                throw new BenchmarkException("a closed follower goes on waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
