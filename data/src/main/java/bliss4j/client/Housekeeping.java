package bliss4j.client;

import bliss4j.folder.FileRules;
import bliss4j.redis.Reaper;
import bliss4j.redis.RedisException;
import bliss4j.redis.RedisServer;
import bliss4j.redis.Retention;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a process that makes data which now and then ends the scans of processes that died, and lets go of what is
 * old. Its first look is at once; each process has one, and one is enough.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final RedisServer server;
    private final Retention retention;
    private final Reaper reaper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean started;
    private boolean closed;
    private final Thread thread =
            Thread.ofPlatform().name("bliss-reaper").daemon(true).unstarted(this::run);

    Housekeeping(RedisServer server, Retention retention, FileRules rules) {
        this.server = server;
        this.retention = retention;
        this.reaper = server.reaper(new Killed(server, rules)::open);
    }

    /** Begins, if it has not. */
    void start() {
        lock.lock();
        try {
            if (!started && !closed) {
                started = true;
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean told = false;
        boolean on = true;
        while (on) {
            boolean suspects = false;
            try {
                if (!told) {
                    server.concerns().forEach(LOG::warn);
                    told = true;
                }
                suspects = reaper.look();
            } catch (RedisException e) {
                LOG.debug("scans of dead processes cannot be looked for: {}", e.getMessage());
            } catch (RuntimeException e) { // the top of the thread, which must go on
                LOG.error("scans of dead processes cannot be looked for", e);
            }
            on = waited(suspects ? retention.lease().dividedBy(3) : retention.lease());
        }
    }

    /** False if it was closed meanwhile. */
    private boolean waited(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!closed && left > 0) {
                left = ended.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it after what it is doing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (started && !thread.join(CLOSE_LIMIT)) {
                LOG.warn("{} does not end", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
