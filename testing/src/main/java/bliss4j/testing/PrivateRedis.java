package bliss4j.testing;

import bliss4j.localredis.LocalRedis;
import bliss4j.localredis.RedisAddress;
import bliss4j.localredis.RedisStatus;
import bliss4j.localredis.ServerLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Redis of one test's own, which the test may kill, pause, restart empty or with its data. Address and password stay
 * the same over all of that. Close it: it is a process outside this JVM.
 */
public final class PrivateRedis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MAX_MEMORY = "512mb";

    private final Path folder;
    private final LocalRedis redis;
    private RedisAddress address;
    // Not its number, which another process may have after a kill.
    private ProcessHandle process;
    private boolean paused;

    private PrivateRedis(Path folder, LocalRedis redis) {
        this.folder = folder;
        this.redis = redis;
        this.address = redis.start();
        this.process = processOf(redis);
        // A fork in the middle of a test would disturb what it measures.
        command("CONFIG SET save ''");
    }

    /** Starts one on a free port. */
    public static PrivateRedis start() {
        return withMaxMemory(MAX_MEMORY);
    }

    /** Starts one on a free port that refuses writes beyond so much memory, such as {@code 10mb}. */
    public static PrivateRedis withMaxMemory(String maxMemory) {
        Path folder = temporaryFolder();
        return new PrivateRedis(folder, LocalRedis.in(folder).withMaxMemory(maxMemory));
    }

    /** Starts one on this port. */
    public static PrivateRedis onPort(int port) {
        Path folder = temporaryFolder();
        LocalRedis redis = LocalRedis.in(folder).withMaxMemory(MAX_MEMORY).withPort(port);
        return new PrivateRedis(folder, redis);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("bliss-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessHandle processOf(LocalRedis redis) {
        return redis.status().map(RedisStatus::pid).flatMap(ProcessHandle::of).orElseThrow();
    }

    public synchronized RedisAddress address() {
        return address;
    }

    /** With the password. */
    public String url() {
        return address().url();
    }

    public int port() {
        return address().port();
    }

    /** Sends an inline command such as {@code CONFIG SET maxmemory 1mb}; an error reply fails the test. */
    public String command(String line) {
        try (ServerLink link = ServerLink.open(address(), PATIENCE)) {
            ServerLink.Reply reply = link.send(line);
            if (!reply.accepted()) {
                throw new AssertionError("Redis answers '" + line + "' with '" + reply.text() + "'");
            }
            return reply.text();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send '" + line + "'", e);
        }
    }

    /** Ends it at once, as a power cut would; returns when its port refuses connections. What was not saved is lost. */
    public synchronized void kill() {
        process.destroyForcibly();
        // The port tells sooner than the process table, where it stays until somebody collects it.
        if (!Limits.within(PATIENCE, this::refuses)) {
            throw new AssertionError("Redis on port " + port() + " lives after it was killed");
        }
        paused = false;
    }

    private boolean refuses() {
        try (Socket socket = new Socket(address.host(), address.port())) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops its execution (SIGSTOP): connections stay open and connecting works, but nothing is answered. */
    public synchronized void pause() {
        signal("-STOP");
        paused = true;
    }

    /** Lets it go on after {@link #pause}. */
    public synchronized void resume() {
        signal("-CONT");
        paused = false;
    }

    /** Writes its data to disk now, so that they survive {@link #kill}. */
    public void save() {
        command("SAVE");
    }

    /**
     * Ends it, if it runs, and starts it again under the same address.
     *
     * @param empty false: with the data it had, or had saved when it was killed
     */
    public synchronized void restart(boolean empty) {
        if (paused) {
            resume();
        }
        if (empty) {
            if (redis.running().isPresent()) {
                kill();
            }
            delete(folder.resolve("dump.rdb"));
        } else {
            redis.stop();
        }
        address = redis.withPort(address.port()).start();
        process = processOf(redis);
        command("CONFIG SET save ''");
    }

    /** Ends it and deletes its folder. */
    @Override
    public synchronized void close() {
        List<ProcessHandle> rewriters = process.descendants().toList(); // of its append-only file
        kill();
        rewriters.forEach(ProcessHandle::destroyForcibly);
        if (!Limits.within(PATIENCE, this::deleted)) {
            throw new AssertionError("somebody still writes into " + folder);
        }
    }

    /** False if somebody wrote into the folder meanwhile. */
    private boolean deleted() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(PrivateRedis::delete);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) {
        List<String> command = List.of("kill", signal, Long.toString(process.pid()));
        try {
            Process kill = new ProcessBuilder(command).inheritIO().start();
            if (!kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError(command + " failed: does Redis run?");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Limits.interrupted(e);
        }
    }
}
