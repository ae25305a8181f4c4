package bliss4j.chain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that an abort ends. Any thread may raise it; once raised it stays so. */
public final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);

    public void raise() {
        raised.countDown();
    }

    public boolean raised() {
        return raised.getCount() == 0;
    }

    /** Waits {@code nanos}, or until it is raised; true if it is. */
    public boolean await(long nanos) throws InterruptedException {
        return nanos <= 0 ? raised() : raised.await(nanos, TimeUnit.NANOSECONDS);
    }
}
