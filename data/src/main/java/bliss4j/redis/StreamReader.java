package bliss4j.redis;

import bliss4j.redis.Subscriptions.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * Reads, over one connection and in one thread, the streams that all followers of a store wait for. Every entry is fetched
 * and unpickled once, however many follow.
 */
final class StreamReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final byte[] BLOCK_MS = Wire.utf8(5000);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long POKE_NS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long SLOWEST_POKE_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final RedisServer server;
    private final WirePool pokes;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Thread thread =
            Thread.ofPlatform().name("bliss-reader").daemon(true).unstarted(this::run);
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicReference<@Nullable Wire> reading = new AtomicReference<>();
    private volatile long clientId = -1;

    StreamReader(RedisServer server) {
        this.server = server;
        this.pokes = new WirePool(server::openData);
    }

    /**
     * Puts what comes after these ids into {@code inbox}, at once only after a {@link #refresh}.
     *
     * @return the feeds that have been read further already: what lies between must be fetched
     */
    List<Feed> subscribe(Map<Feed, StreamId> from, Inbox inbox) {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
        List<Feed> further = new ArrayList<>();
        from.forEach((feed, id) -> {
            if (subscriptions.add(feed, id, inbox).compareTo(id) > 0) {
                further.add(feed);
            }
        });
        return further;
    }

    /** Closes {@code inbox} when this is closed; forgotten by {@link #unsubscribe(Inbox)}. */
    void join(Inbox inbox) {
        subscriptions.join(inbox);
    }

    void unsubscribe(Collection<Feed> feeds, Inbox inbox) {
        subscriptions.remove(feeds, inbox);
    }

    /** Puts nothing more into {@code inbox}. Any thread. */
    void unsubscribe(Inbox inbox) {
        subscriptions.remove(inbox);
    }

    /**
     * Ends a wait of the reader's that does not know the latest subscriptions; does nothing if it does.
     *
     * @throws RedisException if Redis cannot be asked to end it
     */
    void refresh() throws InterruptedException {
        if (subscriptions.known(0)) {
            return;
        }
        long wait = POKE_NS;
        while (!subscriptions.known(wait)) {
            long id = clientId;
            if (id < 0) {
                return; // not connected: it looks at the subscriptions when it is
            }
            pokes.call(Command.CLIENT, Wire.utf8("UNBLOCK"), Wire.utf8(id));
            wait = Math.min(2 * wait, SLOWEST_POKE_NS);
        }
    }

    private void run() {
        try {
            while (!subscriptions.isClosed()) {
                try (Wire wire = server.openReader(TIMEOUT)) {
                    reading.set(wire);
                    clientId = wire.call(Command.CLIENT, Wire.utf8("ID")) instanceof Long id ? id : -1;
                    readUntilClosed(wire);
                } catch (RedisException e) {
                    startAgain(e.getMessage());
                } catch (RuntimeException e) { // the top of the thread: without it nobody would be told anything
                    LOG.error("following pauses", e);
                    startAgain(e.toString());
                }
            }
        } catch (InterruptedException e) {
            subscriptions.close();
        }
    }

    private void startAgain(@Nullable String why) throws InterruptedException {
        clientId = -1;
        if (!subscriptions.isClosed()) {
            LOG.info("following pauses: {}", why);
            subscriptions.pause(RETRY_NS);
            subscriptions.loseAll();
        }
    }

    private void readUntilClosed(Wire wire) throws InterruptedException {
        for (Reading reading = subscriptions.next(); reading != null; reading = subscriptions.next()) {
            List<StreamNews> news = read(wire, reading);
            if (!news.isEmpty()) {
                subscriptions.deliver(news);
            }
        }
    }

    private static List<StreamNews> read(Wire wire, Reading reading) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Wire.utf8("BLOCK"));
        arguments.add(BLOCK_MS);
        arguments.add(Wire.utf8("STREAMS"));
        Map<String, Feed> byKey = new HashMap<>();
        for (Feed feed : reading.feeds()) {
            arguments.add(feed.key());
            byKey.put(Wire.text(feed.key()), feed);
        }
        reading.from().forEach(id -> arguments.add(Wire.utf8(id.toString())));
        @Nullable Object reply = wire.call(Command.XREAD, arguments.toArray(byte[][]::new));
        List<StreamNews> news = new ArrayList<>();
        if (reply instanceof List<?> streams) {
            for (Object each : streams) {
                List<?> stream = (List<?>) each;
                Feed feed = byKey.get(Wire.text(stream.getFirst()));
                List<?> entries = (List<?>) stream.getLast();
                if (feed != null) {
                    news.add(entries.isEmpty() ? nothing(wire, feed) : StreamNews.of(feed, entries));
                }
            }
        }
        return news;
    }

    /** All entries behind ours were deleted: without their last id the next read would not wait either. */
    private static StreamNews nothing(Wire wire, Feed feed) {
        List<?> about = (List<?>) Objects.requireNonNull(wire.call(Command.XINFO, Wire.utf8("STREAM"), feed.key()));
        int at = about.stream().map(Wire::text).toList().indexOf("last-generated-id");
        StreamId last = StreamId.parse(Wire.text(about.get(at + 1)));
        return new StreamNews(feed, last, List.of(), List.of(), Optional.empty());
    }

    /** Ends all waits of followers, and the thread with its connection. */
    @Override
    public void close() {
        subscriptions.close();
        pokes.close();
        Wire wire = reading.get();
        if (wire != null) {
            wire.abort();
        }
        if (!started.compareAndSet(false, true) && thread.getState() != Thread.State.NEW) {
            try {
                if (!thread.join(CLOSE_LIMIT)) {
                    LOG.warn("the reader of {} does not end", server.address());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
