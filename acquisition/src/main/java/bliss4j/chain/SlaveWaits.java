package bliss4j.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Waits for all slaves of a top master at the same time: the last in the caller's thread, each other in one of its own,
 * because a sampling counter reads its device while it is waited for. Masters come after their slaves.
 */
final class SlaveWaits {
    private final List<AcquisitionDevice> slaves = new ArrayList<>();
    private final List<AcquisitionDevice> masters = new ArrayList<>();
    private final ExecutorService workers;
    private final Consumer<Throwable> failed;

    /**
     * @param workers gives the other threads
     * @param failed told at once when a wait fails, while others may still go on
     */
    SlaveWaits(List<AcquisitionDevice> devices, ExecutorService workers, Consumer<Throwable> failed) {
        this.workers = workers;
        this.failed = failed;
        for (AcquisitionDevice device : devices) {
            switch (device) {
                case AcquisitionSlave slave -> slaves.add(slave);
                case AcquisitionMaster master -> masters.addFirst(master);
            }
        }
    }

    void await() throws InterruptedException {
        List<Future<?>> waits = new ArrayList<>();
        for (int i = 0; i + 1 < slaves.size(); i++) {
            AcquisitionDevice slave = slaves.get(i);
            waits.add(workers.submit(() -> await(slave)));
        }
        if (!slaves.isEmpty()) {
            await(slaves.getLast());
        }
        for (Future<?> wait : waits) {
            join(wait);
        }
        for (AcquisitionDevice master : masters) {
            master.await();
        }
    }

    private AcquisitionDevice await(AcquisitionDevice slave) throws InterruptedException {
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
            switch (Objects.requireNonNull(e.getCause())) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case InterruptedException stopped -> throw stopped;
                default -> throw new IllegalStateException("a wait ended as no wait can", e);
            }
        }
    }
}
