package bliss4j.redis;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One follower: its position in the tree is its own; the reader that feeds its inbox is everybody's. */
final class RedisFollower implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger(RedisFollower.class);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final StreamReader reader;
    private final Inbox inbox = new Inbox();
    private final FollowedTree tree;
    private final DataNode start;
    private final Deque<DataEvent> events = new ArrayDeque<>();
    private final List<Runnable> readyActions = new ArrayList<>();
    private boolean ready;

    private RedisFollower(RedisStore store, StreamReader reader, DataNode start, Interest interest) {
        this.reader = reader;
        this.start = start;
        tree = new FollowedTree(store, reader, inbox, start, interest);
        reader.join(inbox);
    }

    /** @throws bliss4j.block.DataException if what there is now is to be left out and cannot be asked for */
    static RedisFollower of(RedisStore store, StreamReader reader, DataNode start, Interest interest) {
        RedisFollower follower = new RedisFollower(store, reader, start, interest);
        boolean made = false;
        try {
            if (interest.fromNow()) {
                follower.tree.skipWhatIs();
            }
            made = true;
            return follower;
        } finally {
            if (!made) {
                follower.close();
            }
        }
    }

    @Override
    public Optional<DataEvent> next() {
        return next(Long.MAX_VALUE);
    }

    @Override
    public Optional<DataEvent> next(Duration limit) {
        return next(limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : limit.toNanos());
    }

    private Optional<DataEvent> next(long limit) {
        long from = System.nanoTime();
        try {
            while (!inbox.closed()) {
                DataEvent event = events.pollFirst();
                if (event != null) {
                    return Optional.of(event);
                }
                long left = limit == Long.MAX_VALUE ? limit : limit - (System.nanoTime() - from);
                if (!advance(left)) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Gets nearer to the next event; false if the time is over. */
    private boolean advance(long left) throws InterruptedException {
        try {
            if (tree.busy()) {
                tree.step(events);
                return true;
            }
            reader.refresh();
        } catch (RedisException e) {
            LOG.debug("following waits: {}", e.getMessage());
            inbox.pause(Math.min(RETRY_NS, left));
            return left > 0;
        }
        tellReady();
        return switch (inbox.await(Math.max(0, left))) {
            case NEWS -> {
                tree.news(inbox.take());
                yield true;
            }
            case LOST -> {
                inbox.recover();
                tree.lookAgain();
                yield true;
            }
            case SIGNAL -> {
                events.add(new DataEvent.External(start));
                yield true;
            }
            case NOTHING, CLOSED -> false;
        };
    }

    private void tellReady() {
        if (!ready) {
            ready = true;
            tree.caughtUp();
            readyActions.forEach(Runnable::run);
        }
    }

    @Override
    public void onReady(Runnable action) {
        if (ready) {
            action.run();
        } else {
            readyActions.add(action);
        }
    }

    @Override
    public void signal() {
        inbox.signal();
    }

    @Override
    public boolean closed() {
        return inbox.closed();
    }

    @Override
    public void close() {
        inbox.close();
        reader.unsubscribe(inbox);
    }
}
