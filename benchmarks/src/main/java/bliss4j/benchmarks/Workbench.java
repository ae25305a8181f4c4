package bliss4j.benchmarks;

import bliss4j.localredis.LocalRedis;
import bliss4j.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A temporary folder, and a Redis of our own in it. Nothing of either is left behind, also after Ctrl-C. */
final class Workbench implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String MAX_MEMORY = "2gb";

    private final Path folder;
    private final AtomicInteger names = new AtomicInteger();
    private Optional<LocalRedis> local = Optional.empty();
    private Optional<bliss4j.localredis.RedisAddress> address = Optional.empty();
    private boolean closed;

    private Workbench(Path folder) {
        this.folder = folder;
    }

    static Workbench open() {
        try {
            Workbench bench = new Workbench(Files.createTempDirectory("bliss-bench"));
            Runtime.getRuntime().addShutdownHook(new Thread(bench::close, "bench-clear"));
            return bench;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    /** A name that nothing has yet. */
    String freshName() {
        return "bench" + names.incrementAndGet();
    }

    /** A file or folder that is not there yet. */
    Path freshPath() {
        return folder.resolve(freshName());
    }

    /** Where the Redis is; the first call starts it. */
    synchronized bliss4j.localredis.RedisAddress address() {
        if (address.isEmpty()) {
            LocalRedis redis = LocalRedis.in(folder.resolve("redis")).withMaxMemory(MAX_MEMORY);
            local = Optional.of(redis);
            address = Optional.of(redis.start());
            try (BareRedis bare = BareRedis.open(address.get(), 0)) {
                bare.call("CONFIG", "SET", "save", ""); // a fork in the middle would disturb
            }
        }
        return address.get();
    }

    RedisServer server() {
        return RedisServer.at(bliss4j.redis.RedisAddress.parse(address().url()), LIFETIME);
    }

    /** A connection to where the data are. */
    BareRedis bare() {
        return BareRedis.open(address(), BareRedis.DATA);
    }

    /** Forgets what earlier rounds left in Redis. */
    void forget() {
        try (BareRedis bare = bare()) {
            bare.call("FLUSHALL");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (address.isPresent()) {
            forget(); // it saves when it is stopped
        }
        local.ifPresent(LocalRedis::stop);
        remove(folder);
    }

    /** Deletes a file or folder. */
    void remove(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workbench::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + path, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
