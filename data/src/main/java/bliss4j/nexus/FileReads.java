package bliss4j.nexus;

import bliss4j.block.DataException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets any thread read files: HDF5 takes platform threads only, so what virtual threads want is read by one of ours, which
 * comes when it is needed and ends when it is not.
 */
final class FileReads implements AutoCloseable {
    private static final int MOST_WAITING = 1024;
    private static final long IDLE_MILLIS = 500;

    private final ThreadPoolExecutor reader = new ThreadPoolExecutor(
            1,
            1,
            IDLE_MILLIS,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("bliss-h5-reader").factory());

    FileReads() {
        reader.allowCoreThreadTimeOut(true);
    }

    /** Runs {@code work} on a platform thread: this one, if it is. */
    <T> T call(Supplier<T> work) {
        if (!Thread.currentThread().isVirtual()) {
            return work.get();
        }
        Future<T> answer = submit(work);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while waiting for a file to be read", e);
        } catch (CancellationException e) {
            throw closed(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new DataException("reading failed", e);
        }
    }

    private <T> Future<T> submit(Supplier<T> work) {
        try {
            return reader.submit(work::get);
        } catch (RejectedExecutionException e) {
            throw reader.isShutdown()
                    ? closed(e)
                    : new DataException(MOST_WAITING + " reads are waiting for the file already", e);
        }
    }

    private static DataException closed(RuntimeException e) {
        return new DataException("the store is closed", e);
    }

    @Override
    public void close() {
        for (Runnable waiting : reader.shutdownNow()) {
            if (waiting instanceof Future<?> future) {
                future.cancel(false);
            }
        }
    }
}
