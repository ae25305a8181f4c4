package bliss4j.chain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds the top masters until the last has come; it opens for all of them after doing one thing, or for none. */
final class Turnstile {
    private final AtomicInteger missing;
    private final Runnable opening;
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean refused;
    private volatile boolean opened;

    /** @param opening done by the last one, before anybody passes */
    Turnstile(int masters, Runnable opening) {
        this.missing = new AtomicInteger(masters);
        this.opening = opening;
    }

    /**
     * Waits until all have come; each comes once.
     *
     * @param ready whether this one is; if not, nobody passes
     * @return whether to go on
     */
    boolean pass(boolean ready) throws InterruptedException {
        if (!ready) {
            refused = true;
        }
        if (missing.decrementAndGet() == 0) {
            try {
                if (!refused) {
                    opening.run();
                    opened = true;
                }
            } finally {
                decided.countDown();
            }
        }
        decided.await();
        return opened;
    }
}
