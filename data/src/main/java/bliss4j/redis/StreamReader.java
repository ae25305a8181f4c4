package bliss4j.redis;

import bliss4j.redis.Subscriptions.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long POKE_NS = TimeUnit.MICROSECONDS.toNanos(500);

    private final RedisServer server;
    private final WirePool pokes;
    private final Subscriptions subscriptions = new Subscriptions();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile long clientId = -1;

    StreamReader(RedisServer server) {
        this.server = server;
        this.pokes = new WirePool(server::openData);
    }

    /**
     * Puts what comes after {@code from} into {@code inbox}.
     *
     * @return for each feed the id that has been read already: what lies between {@code from} and it must be fetched
     */
    List<StreamId> subscribe(List<Feed> feeds, List<StreamId> from, Inbox inbox) {
        if (started.compareAndSet(false, true)) {
            Thread.ofPlatform().name("bliss-reader").daemon(true).start(this::run);
        }
        List<StreamId> read = new ArrayList<>();
        for (int i = 0; i < feeds.size(); i++) {
            read.add(subscriptions.add(feeds.get(i), from.get(i), inbox));
        }
        poke();
        return read;
    }

    void unsubscribe(Collection<Feed> feeds, Inbox inbox) {
        subscriptions.remove(feeds, inbox);
    }

    /** Puts nothing more into {@code inbox}. Any thread. */
    void unsubscribe(Inbox inbox) {
        subscriptions.remove(inbox);
    }

    /** Ends a wait of the reader's that does not know the latest subscriptions. */
    private void poke() {
        try {
            while (!subscriptions.known(POKE_NS)) {
                long id = clientId;
                if (id < 0) {
                    return; // not connected: it looks at the subscriptions when it is
                }
                pokes.call(Command.CLIENT, Wire.utf8("UNBLOCK"), Wire.utf8(id));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!subscriptions.isClosed()) {
                try (Wire wire = server.openReader(TIMEOUT)) {
                    clientId = wire.call(Command.CLIENT, Wire.utf8("ID")) instanceof Long id ? id : -1;
                    readUntilClosed(wire);
                } catch (RedisException e) {
                    LOG.info("following pauses: {}", e.getMessage());
                    clientId = -1;
                    subscriptions.pause(RETRY_NS);
                    subscriptions.loseAll();
                }
            }
        } catch (InterruptedException e) {
            subscriptions.close();
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
                if (feed != null) {
                    news.add(StreamNews.of(feed, (List<?>) stream.getLast()));
                }
            }
        }
        return news;
    }

    @Override
    public void close() {
        subscriptions.close();
        long id = clientId;
        if (id >= 0) {
            try {
                pokes.call(Command.CLIENT, Wire.utf8("UNBLOCK"), Wire.utf8(id));
            } catch (RedisException e) {
                LOG.debug("reader ends with its connection: {}", e.getMessage());
            }
        }
        pokes.close();
    }
}
