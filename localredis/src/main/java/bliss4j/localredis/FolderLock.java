package bliss4j.localredis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** Held while a server is started or stopped. Ends with its process, so a killed one leaves nothing to clean up. */
final class FolderLock implements AutoCloseable {
    // Longer than anybody may take to start a server and load its data.
    private static final int LIMIT_SECONDS = 120;
    // A file lock belongs to the whole JVM; its threads need one of their own.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path file, FileAttribute<?> permissions) {
        boolean mine = false;
        try {
            mine = THREADS.tryLock(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!mine) {
                throw busy(file);
            }
            return new FolderLock(lockedChannel(file, permissions));
        } catch (InterruptedException e) {
            release(mine);
            Thread.currentThread().interrupt();
            throw new LocalRedisException("interrupted while waiting for " + file, e);
        } catch (IOException e) {
            release(mine);
            throw new LocalRedisException("cannot lock " + file + ": " + LocalRedisException.reason(e), e);
        } catch (LocalRedisException e) {
            release(mine);
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path file, FileAttribute<?> permissions)
            throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), permissions);
        // FileChannel.lock has no limit of its own.
        FutureTask<FileChannel> waiting = new FutureTask<>(() -> {
            channel.lock();
            return channel;
        });
        Thread.ofPlatform().daemon().name("bliss-redis-lock").start(waiting);
        boolean locked = false;
        try {
            waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            locked = true;
            return channel;
        } catch (TimeoutException e) {
            throw busy(file);
        } catch (ExecutionException e) {
            throw new IOException(LocalRedisException.reason(e.getCause() == null ? e : e.getCause()), e);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static LocalRedisException busy(Path file) {
        return new LocalRedisException("another process has been starting or stopping the local Redis for "
                + LIMIT_SECONDS + " s: it holds " + file);
    }

    private static void release(boolean mine) {
        if (mine) {
            THREADS.unlock();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LocalRedisException("cannot unlock: " + LocalRedisException.reason(e), e);
        } finally {
            THREADS.unlock();
        }
    }
}
