package bliss4j.localredis;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Starts a server and waits until it answers.
 *
 * <p>The server puts itself into a session of its own, so that neither Ctrl-C nor the end of the terminal or of this
 * JVM reaches it. From then on nobody is told what becomes of it: so it is asked, until it answers or its log shows
 * that it ended.
 */
final class ServerLaunch {
    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(15);
    // A full gigabyte from a slow disk.
    private static final Duration LOADS_WITHIN = Duration.ofSeconds(90);
    private static final Duration REPLIES_WITHIN = Duration.ofSeconds(5);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(5);

    private final StateFolder folder;
    private final ServerLog log;
    private final RedisAddress address;

    ServerLaunch(StateFolder folder, RedisAddress address) {
        this.folder = folder;
        this.log = new ServerLog(folder);
        this.address = address;
    }

    private enum Answer {
        NONE,
        LOADING,
        READY
    }

    /** False if the port went to somebody else before the server had it. */
    boolean run(Path program, String maxMemory) {
        folder.delete(StateFolder.PID);
        folder.turnLog();
        folder.write(StateFolder.CONFIG, ServerConfig.file(address, maxMemory));
        try {
            ProcessBuilder command = new ProcessBuilder(program.toString(), StateFolder.CONFIG)
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.file(StateFolder.LOG).toFile()));
            // A locale that is set but not installed ends the server.
            command.environment().put("LC_ALL", "C");
            Process foreground = command.start();
            if (!foreground.waitFor(LISTENS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                foreground.destroyForcibly();
                throw failed("it did not go to the background within " + LISTENS_WITHIN.toSeconds() + " s");
            }
            if (foreground.exitValue() != 0) {
                throw failed(log.lastWords());
            }
        } catch (IOException e) {
            throw new LocalRedisException("cannot start " + program + ": " + LocalRedisException.reason(e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return awaitReady();
    }

    /** Waits until the server answers PING, after it has loaded what it had saved; false if it lost its port. */
    boolean awaitReady() {
        long start = System.nanoTime();
        for (Answer answer = ask(); answer != Answer.READY; answer = ask()) {
            if (answer == Answer.NONE && log.tellsOfTakenPort()) {
                return false;
            }
            Duration limit = answer == Answer.LOADING ? LOADS_WITHIN : LISTENS_WITHIN;
            if (answer == Answer.NONE && log.tellsOfDeadServer()) {
                throw failed(log.lastWords());
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw failed("no answer within " + limit.toSeconds() + " s: " + log.lastWords());
            }
            try {
                Thread.sleep(BETWEEN_QUESTIONS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return true;
    }

    /** Ends a server that could not write down who it is, as on a full disk: nobody would find it again. */
    void requireFound() {
        if (Server.find(folder).isPresent()) {
            return;
        }
        try (ServerLink link = ServerLink.open(address, REPLIES_WITHIN)) {
            link.shutdown("SHUTDOWN NOSAVE");
        } catch (IOException e) {
            throw failed("it could not write its files and cannot be ended: " + LocalRedisException.reason(e));
        }
        throw failed("it could not write " + folder.file(StateFolder.PID) + ": is the disk full?");
    }

    private Answer ask() {
        try (ServerLink link = ServerLink.open(address, REPLIES_WITHIN)) {
            ServerLink.Reply reply = link.send("PING");
            if (reply.accepted()) {
                return Answer.READY;
            }
            if (reply.text().startsWith("LOADING")) {
                return Answer.LOADING;
            }
            throw failed("it answers PING with '" + reply.text() + "'");
        } catch (SocketTimeoutException e) {
            return Answer.LOADING;
        } catch (SocketException | EOFException | ProtocolException e) {
            // Nobody there yet, or somebody else: then the log will tell that the port is taken.
            return Answer.NONE;
        } catch (IOException e) {
            throw failed(LocalRedisException.reason(e));
        }
    }

    private LocalRedisException failed(String why) {
        return new LocalRedisException("the local Redis of " + folder.path() + " did not start: " + why);
    }

    private static LocalRedisException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new LocalRedisException("interrupted while starting the local Redis", cause);
    }
}
