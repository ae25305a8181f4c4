package bliss4j.session;

import bliss4j.device.SamplingCounter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A counter that a test waits for: its reads do what the test says. */
final class Watched implements SamplingCounter {
    /** What a read does, given its number from 1. */
    @FunctionalInterface
    interface Read {
        double value(int read) throws InterruptedException;
    }

    private final String name;
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private volatile Read read = number -> number;

    Watched(String name) {
        this.name = name;
    }

    void reads(Read other) {
        read = other;
    }

    /** Read n takes a minute. */
    void hangAt(int n) {
        read = number -> {
            if (number == n) {
                hanging.countDown();
                TimeUnit.MINUTES.sleep(1);
            }
            return number;
        };
    }

    /** Waits until a read hangs. */
    void awaitHanging() {
        try {
            if (!hanging.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " was not read that often");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> unit() {
        return Optional.empty();
    }

    @Override
    public double read() throws InterruptedException {
        return read.value(reads.incrementAndGet());
    }
}
