package bliss4j.localredis;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The server of a state folder while it runs: its process, and where it listens. */
record Server(StateFolder folder, long pid, RedisAddress address) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    // A full gigabyte on a slow disk.
    private static final Duration SAVES_WITHIN = Duration.ofSeconds(60);

    /**
     * Finds it by what its folder remembers. The password goes only to a process of the same user, since after a crash
     * anybody may listen on the old port.
     *
     * @throws LocalRedisException if it is there but does not answer, or does not accept the password
     */
    static Optional<Server> find(StateFolder folder) {
        Optional<ProcessHandle> process = folder.readNumber(StateFolder.PID)
                .flatMap(pid -> ProcessHandle.of(pid))
                .filter(ProcessHandle::isAlive)
                .filter(Server::isOurs);
        Optional<Integer> port = folder.readNumber(StateFolder.PORT);
        Optional<String> password = folder.read(StateFolder.PASSWORD);
        if (process.isEmpty() || port.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        RedisAddress address = new RedisAddress(ServerConfig.HOST, port.get(), password.get());
        Server server = new Server(folder, process.get().pid(), address);
        return server.answers(process.get()) ? Optional.of(server) : Optional.empty();
    }

    private static boolean isOurs(ProcessHandle process) {
        return process.info().user().equals(ProcessHandle.current().info().user());
    }

    private boolean answers(ProcessHandle process) {
        try (ServerLink link = ServerLink.open(address, PATIENCE)) {
            ServerLink.Reply reply = link.send("PING");
            return reply.accepted() || reply.text().startsWith("LOADING");
        } catch (ConnectException | EOFException e) {
            return false;
        } catch (SocketTimeoutException e) {
            throw failed("does not answer within " + PATIENCE.toSeconds() + " s: end it with 'kill -9 " + pid + "'", e);
        } catch (ProtocolException e) {
            if (isRedis(process)) {
                throw failed(
                        "refuses the password in " + folder.file(StateFolder.PASSWORD) + ": end it with 'kill " + pid
                                + "'",
                        e);
            }
            return false;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw failed("cannot be asked: " + LocalRedisException.reason(e), e);
        }
    }

    // Debian's redis-server is a link to redis-check-rdb.
    private static boolean isRedis(ProcessHandle process) {
        String program = process.info().command().orElse("").toLowerCase(Locale.ROOT);
        return program.contains("redis") || program.contains("valkey");
    }

    RedisStatus status() {
        try (ServerLink link = ServerLink.open(address, PATIENCE)) {
            ServerLink.Reply reply = link.send("INFO");
            if (!reply.accepted()) {
                throw failed("refuses to say how it is: " + reply.text(), new ProtocolException(reply.text()));
            }
            Map<String, String> info = parse(reply.text());
            return new RedisStatus(
                    address,
                    pid,
                    info.getOrDefault("valkey_version", info.getOrDefault("redis_version", "unknown")),
                    Long.parseLong(info.getOrDefault("used_memory", "0")),
                    Long.parseLong(info.getOrDefault("maxmemory", "0")),
                    "ok".equals(info.get("rdb_last_bgsave_status")));
        } catch (IOException e) {
            throw failed("cannot be asked: " + LocalRedisException.reason(e), e);
        }
    }

    private static Map<String, String> parse(String info) {
        Map<String, String> values = new HashMap<>();
        info.lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], pair[1].strip()));
        return values;
    }

    /** Saves its data and ends it. If the data cannot be saved it stays. */
    void stop() {
        try (ServerLink link = ServerLink.open(address, SAVES_WITHIN)) {
            ServerLink.Reply reply = link.shutdown("SHUTDOWN SAVE");
            if (!reply.accepted()) {
                String why = new ServerLog(folder).lastWords();
                throw failed("could not save its data and goes on: " + why, new ProtocolException(reply.text()));
            }
        } catch (SocketTimeoutException e) {
            throw failed("did not save its data and end within " + SAVES_WITHIN.toSeconds() + " s", e);
        } catch (IOException e) {
            throw failed("cannot be stopped: " + LocalRedisException.reason(e), e);
        }
    }

    private LocalRedisException failed(String what, IOException cause) {
        return new LocalRedisException(
                "the local Redis of " + folder.path() + " (port " + address.port() + ", process " + pid + ") " + what,
                cause);
    }
}
