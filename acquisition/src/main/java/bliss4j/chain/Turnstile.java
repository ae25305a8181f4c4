package bliss4j.chain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds the top masters until all are prepared or gone; the last one opens it for all after doing one thing. */
final class Turnstile {
    private final AtomicInteger missing;
    private final Runnable opening;
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicBoolean someoneLeft = new AtomicBoolean();

    Turnstile(int masters, Runnable opening) {
        this.missing = new AtomicInteger(masters);
        this.opening = opening;
    }

    /** Waits until all have come. */
    void pass() throws InterruptedException {
        arrive();
        open.await();
    }

    /** A master that ends before it passed does not keep the others waiting. */
    void leave() {
        if (open.getCount() > 0) {
            someoneLeft.set(true);
            arrive();
        }
    }

    private void arrive() {
        if (missing.decrementAndGet() == 0) {
            try {
                if (!someoneLeft.get()) {
                    opening.run();
                }
            } finally {
                open.countDown();
            }
        }
    }
}
