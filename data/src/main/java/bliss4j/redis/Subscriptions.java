package bliss4j.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which streams the reader reads, from where, and for whom. Guarded by its lock but for {@link #generation}, which tells
 * whether the reader knows of a change.
 */
final class Subscriptions {
    private static final Comparator<StreamNews> TOLD_ORDER =
            Comparator.comparing((StreamNews news) -> news.feed().kind());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition seen = lock.newCondition();
    private final Map<Feed, Subscription> all = new LinkedHashMap<>();
    private final Set<Inbox> followers = new HashSet<>();
    private final AtomicLong generation = new AtomicLong();
    private volatile long readGeneration;
    private boolean closed;

    private static final class Subscription {
        private StreamId last;
        private final Set<Inbox> inboxes = new HashSet<>();

        Subscription(StreamId last) {
            this.last = last;
        }
    }

    /** The streams of one XREAD, each with the id it is read from. */
    record Reading(List<Feed> feeds, List<StreamId> from) {}

    /** Makes sure that {@code inbox} is closed with the reader, whether it waits for a stream or not. */
    void join(Inbox inbox) {
        lock.lock();
        try {
            if (closed) {
                inbox.close();
            } else {
                followers.add(inbox);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the reader put what comes after {@code from} into {@code inbox}.
     *
     * @return the id that the reader has already read the stream up to: what lies between is not put
     */
    StreamId add(Feed feed, StreamId from, Inbox inbox) {
        lock.lock();
        try {
            Subscription subscription = all.get(feed);
            if (subscription == null) {
                subscription = new Subscription(from);
                all.put(feed, subscription);
                generation.incrementAndGet();
                changed.signalAll();
            }
            subscription.inboxes.add(inbox);
            return subscription.last;
        } finally {
            lock.unlock();
        }
    }

    void remove(Collection<Feed> feeds, Inbox inbox) {
        lock.lock();
        try {
            for (Feed feed : feeds) {
                Subscription subscription = all.get(feed);
                if (subscription != null && subscription.inboxes.remove(inbox) && subscription.inboxes.isEmpty()) {
                    all.remove(feed);
                    generation.incrementAndGet();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(Inbox inbox) {
        lock.lock();
        try {
            followers.remove(inbox);
            all.values().forEach(subscription -> subscription.inboxes.remove(inbox));
            if (all.values().removeIf(subscription -> subscription.inboxes.isEmpty())) {
                generation.incrementAndGet();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What to read next; waits until there is something. Null once closed. */
    @Nullable
    Reading next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (all.isEmpty() && !closed) {
                readGeneration = generation.get();
                seen.signalAll();
                changed.await();
            }
            if (closed) {
                return null;
            }
            readGeneration = generation.get();
            seen.signalAll();
            List<StreamId> from = all.values().stream().map(one -> one.last).toList();
            return new Reading(List.copyOf(all.keySet()), from);
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment for the reader to know of all changes; false if it does not yet. */
    boolean known(long nanos) throws InterruptedException {
        if (known()) {
            return true; // the usual answer, asked by every follower for every reply: without the lock
        }
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!known() && left > 0 && !closed) {
                left = seen.awaitNanos(left);
            }
            return known() || closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean known() {
        return readGeneration >= generation.get();
    }

    /** Gives everybody what they asked for of one reply. */
    void deliver(List<StreamNews> news) {
        lock.lock();
        try {
            Map<Inbox, List<StreamNews>> mail = new HashMap<>();
            for (StreamNews each : news.stream().sorted(TOLD_ORDER).toList()) {
                Subscription subscription = all.get(each.feed());
                if (subscription == null || each.last().compareTo(subscription.last) <= 0) {
                    continue;
                }
                subscription.last = each.last();
                subscription.inboxes.forEach(inbox ->
                        mail.computeIfAbsent(inbox, key -> new ArrayList<>()).add(each));
            }
            mail.forEach(Inbox::put);
        } finally {
            lock.unlock();
        }
    }

    /** After a lost connection nobody can know what is there: all must read again and subscribe anew. */
    void loseAll() {
        lock.lock();
        try {
            Set<Inbox> inboxes = new HashSet<>();
            all.values().forEach(subscription -> inboxes.addAll(subscription.inboxes));
            all.clear();
            generation.incrementAndGet();
            inboxes.forEach(Inbox::lose);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            followers.forEach(Inbox::close);
            followers.clear();
            all.clear();
            changed.signalAll();
            seen.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until closed, or {@code nanos}. */
    void pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
