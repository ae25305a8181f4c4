package bliss4j.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for all slaves of a top master at the same time: the last in the caller's thread, each other in one of its own,
 * because a sampling counter reads its device while it is waited for. Masters come after their slaves.
 */
final class SlaveWaits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlaveWaits.class);
    private static final int STUCK_SECONDS = 10;

    private final List<AcquisitionDevice> slaves = new ArrayList<>();
    private final List<AcquisitionDevice> masters = new ArrayList<>();
    private final ExecutorService others;
    private final Consumer<Throwable> failed;

    /** @param failed told at once when a wait fails in another thread */
    SlaveWaits(List<AcquisitionDevice> devices, Consumer<Throwable> failed) {
        this.failed = failed;
        for (AcquisitionDevice device : devices) {
            switch (device) {
                case AcquisitionSlave slave -> slaves.add(slave);
                case AcquisitionMaster master -> masters.addFirst(master);
            }
        }
        others = Executors.newFixedThreadPool(
                Math.max(1, slaves.size() - 1),
                Thread.ofPlatform().name("bliss-slave-", 0).daemon(true).factory());
    }

    void await() throws InterruptedException {
        List<Future<?>> waits = new ArrayList<>();
        for (int i = 0; i + 1 < slaves.size(); i++) {
            AcquisitionDevice slave = slaves.get(i);
            waits.add(others.submit(() -> guarded(slave)));
        }
        if (!slaves.isEmpty()) {
            slaves.getLast().await();
        }
        for (Future<?> wait : waits) {
            join(wait);
        }
        for (AcquisitionDevice master : masters) {
            master.await();
        }
    }

    private AcquisitionDevice guarded(AcquisitionDevice slave) throws InterruptedException {
        try {
            slave.await();
            return slave;
        } catch (RuntimeException | Error e) {
            failed.accept(e);
            throw e;
        }
    }

    private static void join(Future<?> wait) throws InterruptedException {
        try {
            wait.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a wait failed", e);
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!others.awaitTermination(STUCK_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a device is still busy {} s after its scan ended: {}", STUCK_SECONDS, slaves);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
