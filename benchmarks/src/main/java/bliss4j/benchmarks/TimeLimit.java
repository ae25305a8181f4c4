package bliss4j.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something once if it is not closed in time. */
final class TimeLimit implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);

    private final Duration limit;
    private final Runnable action;

    TimeLimit(Duration limit, Runnable action) {
        this.limit = limit;
        this.action = action;
    }

    void start() {
        Thread.ofPlatform().name("bench-limit").daemon(true).start(this::watch);
    }

    private void watch() {
        try {
            if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                action.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
