package bliss4j.publish;

import bliss4j.array.NdArray;
import bliss4j.block.DataException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of points to one sink: a bounded queue and one platform thread. What waits is joined, so a lone block leaves at
 * once, and while the sink is busy blocks join.
 *
 * <p>The queue belongs to whoever holds the lock; the sink belongs to the lane's thread. A sink that throws ends the lane:
 * what waits is dropped, later commands fail, {@link #failure} says why, and {@link #append} throws or drops as the lane
 * was told.
 */
final class Lane {
    /** What becomes of a scan when this lane has failed or is full. */
    enum Duty {
        /** The scan cannot go on without it. */
        MUST,
        /** The scan goes on; what the lane misses it misses. */
        MAY,
        /** The scan goes on and is never held up: the sink fetches later what the lane drops. */
        CATCHES_UP
    }

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** How long a scan may be held up by a lane that it can go on without. */
    private static final long MAY_HOLD_NS = TimeUnit.SECONDS.toNanos(1);

    /** How long the thread sleeps when nothing is due; work wakes it at once. */
    private static final long IDLE_NS = TimeUnit.HOURS.toNanos(1);

    private final ScanSink sink;
    private final Duty duty;
    private final LaneLimits limits;
    private final int channels;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private Deque<LaneStep> queue = new ArrayDeque<>();
    private @Nullable Appends tail;
    private @Nullable Appends spare;
    private int pendingBytes;
    private boolean sleeping;
    private @Nullable String failure;
    /** The scan was taken from us: it must not go on, whatever the duty. */
    private boolean revoked;
    /** The last command is queued: nothing may come behind it. */
    private boolean ending;

    private Runnable onDrop = () -> {};
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** For the lane's thread alone. */
    private boolean unflushed;

    private long unflushedSinceNs;

    Lane(ScanSink sink, Duty duty, LaneLimits limits, int channels) {
        this.sink = sink;
        this.duty = duty;
        this.limits = limits;
        this.channels = channels;
    }

    /** Lets somebody know, in the thread that appends, when points were dropped. Before {@link #start}. */
    Lane onDrop(Runnable action) {
        onDrop = action;
        return this;
    }

    void start(String name) {
        Thread.ofPlatform().name(name).daemon(true).start(this::run);
    }

    void append(int channel, long first, NdArray points, long timeNs) {
        lock.lock();
        try {
            if (!mayAppend()) {
                return;
            }
            Appends open = tail;
            if (open == null) {
                open = spare == null ? new Appends(channels) : spare;
                spare = null;
                tail = open;
                queue.add(open);
            }
            pendingBytes += open.add(channel, first, points, timeNs);
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room; false if the points go nowhere. */
    private boolean mayAppend() {
        if (duty == Duty.CATCHES_UP && full()) {
            dropAppends();
            onDrop.run();
            if (full()) {
                return false; // all of it is being sent just now
            }
        }
        awaitRoom();
        if (ending) {
            throw new PublishException(sink.name() + ": the scan has ended");
        }
        if (failure != null && (duty == Duty.MUST || revoked)) {
            throw new PublishException(sink.name() + ": " + failure);
        }
        return failure == null;
    }

    private boolean full() {
        return pendingBytes >= limits.pendingBytes();
    }

    private void awaitRoom() {
        long limit = limits.fullTimeout().toNanos();
        long left = duty == Duty.MUST ? limit : Math.min(limit, MAY_HOLD_NS);
        while (!ending && full() && failure == null) {
            if (left <= 0) {
                fail("too slow: did not take more points in time");
                break;
            }
            try {
                left = room.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PublishException("interrupted while " + sink.name() + " was too slow to take more points", e);
            }
        }
    }

    private void dropAppends() {
        queue.removeIf(step -> {
            if (step instanceof Appends appends) {
                pendingBytes -= appends.bytes();
                return true;
            }
            return false;
        });
        tail = null;
    }

    /** Queues one thing to do behind everything that waits. */
    CompletableFuture<Void> command(String what, Consumer<ScanSink> action) {
        return submit(new LaneStep.Command(what, action, false, new CompletableFuture<>()));
    }

    /** Queues one thing to do that nobody waits for; if it fails, {@link #failure} says so. */
    void post(String what, Consumer<ScanSink> action) {
        var unused = command(what, action);
    }

    /** Queues the last thing to do; the lane's thread ends after it, or when the sink has nothing more that is due. */
    CompletableFuture<Void> lastCommand(String what, Consumer<ScanSink> action) {
        return submit(new LaneStep.Command(what, action, true, new CompletableFuture<>()));
    }

    private CompletableFuture<Void> submit(LaneStep.Command command) {
        lock.lock();
        try {
            if (ending) {
                command.done().completeExceptionally(new PublishException(sink.name() + ": the scan has ended"));
            } else {
                ending = command.last();
                tail = null;
                queue.add(command);
                room.signalAll();
                wake();
            }
            return command.done();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (sleeping) {
            sleeping = false;
            work.signal();
        }
    }

    /** Why this lane has failed, if it has. */
    Optional<String> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure).map(why -> sink.name() + ": " + why);
        } finally {
            lock.unlock();
        }
    }

    /** Done when the last command is: from then on the sink is only asked what is due. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** Why the scan is not ours any more, if so. */
    Optional<String> revoked() {
        lock.lock();
        try {
            return revoked ? Optional.ofNullable(failure) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void revoke(@Nullable String why) {
        lock.lock();
        try {
            revoked = true;
            fail(why);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        workUntilLast();
        over.complete(null);
        while (failure().isEmpty() && sink.dueInNs() < Long.MAX_VALUE) {
            take(new ArrayDeque<>(), System.nanoTime() + sink.dueInNs());
            doWhatIsDue();
        }
    }

    private void workUntilLast() {
        Deque<LaneStep> steps = new ArrayDeque<>();
        boolean last = false;
        while (!last) {
            steps = take(steps, System.nanoTime() + Math.min(Math.min(flushInNs(), sink.dueInNs()), IDLE_NS));
            for (LaneStep step : steps) {
                last |= work(step);
            }
            steps.clear();
            if (!last) {
                doWhatIsDue();
            }
        }
    }

    private long flushInNs() {
        return unflushed ? unflushedSinceNs + limits.flushAfter().toNanos() - System.nanoTime() : Long.MAX_VALUE;
    }

    private void doWhatIsDue() {
        if (sink.dueInNs() <= 0) {
            guarded("due", sink::due);
        }
        if (flushInNs() <= 0) {
            unflushed = false;
            guarded("flush", sink::flush);
        }
    }

    /** Swaps the queue for an empty one as soon as there is something in it, or gives it empty at {@code deadline}. */
    private Deque<LaneStep> take(Deque<LaneStep> empty, long deadline) {
        lock.lock();
        try {
            while (queue.isEmpty() && deadline - System.nanoTime() > 0) {
                sleeping = true;
                work.awaitNanos(deadline - System.nanoTime());
                sleeping = false;
            }
        } catch (InterruptedException e) {
            fail("interrupted");
        } finally {
            lock.unlock();
        }
        return swap(empty);
    }

    private Deque<LaneStep> swap(Deque<LaneStep> empty) {
        lock.lock();
        try {
            Deque<LaneStep> full = queue;
            queue = empty;
            tail = null;
            return full;
        } finally {
            lock.unlock();
        }
    }

    private boolean work(LaneStep step) {
        return switch (step) {
            case Appends appends -> {
                if (!unflushed) {
                    unflushed = true;
                    unflushedSinceNs = System.nanoTime();
                }
                guarded("append", () -> sink.append(appends.toPoints()));
                recycle(appends);
                yield false;
            }
            case LaneStep.Command command -> {
                if (guarded(command.what(), () -> command.action().accept(sink))) {
                    command.done().complete(null);
                } else {
                    if (command.last()) {
                        letGo();
                    }
                    command.done()
                            .completeExceptionally(
                                    new PublishException(failure().orElse(sink.name())));
                }
                yield command.last();
            }
        };
    }

    private void recycle(Appends appends) {
        lock.lock();
        try {
            pendingBytes -= appends.bytes();
            appends.clear();
            spare = appends;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Does one thing with the sink unless the lane has failed; the top of the lane's thread. */
    private boolean guarded(String what, Runnable action) {
        if (failure().isPresent()) {
            return false;
        }
        try {
            action.run();
            return true;
        } catch (PublishException.Revoked e) {
            LOG.error("{}: {}", sink.name(), e.getMessage());
            revoke(e.getMessage());
        } catch (DataException e) {
            LOG.warn("{}: {} failed: {}", sink.name(), what, e.getMessage());
            fail(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{}: {} failed", sink.name(), what, e);
            fail(what + " failed: " + e);
        }
        return false;
    }

    private void fail(@Nullable String why) {
        lock.lock();
        try {
            if (failure == null) {
                failure = why == null ? "unknown failure" : why;
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing can be made good any more; whoever waits for the end may rely on the sink having let go. */
    private void letGo() {
        try {
            sink.abandon();
        } catch (RuntimeException e) { // the top of the thread: why the lane has failed matters more
            LOG.warn("{}: cannot be let go of", sink.name(), e);
        }
    }
}
