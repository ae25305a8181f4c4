package bliss4j.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection: commands are sent without waiting, then {@link #sync} fetches and checks every reply, one round trip for
 * all. For one thread at a time.
 */
final class Wire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    private final RedisAddress address;
    private final Connection connection;
    private final List<ProtocolCommand> sent = new ArrayList<>();

    private Wire(RedisAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
    }

    /**
     * @param timeout how long a reply may take
     * @throws RedisException if the server is not there or does not let us in
     */
    static Wire open(RedisAddress address, int database, Duration timeout) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .timeoutMillis((int) timeout.toMillis())
                .database(database);
        if (address.tls()) {
            config.sslOptions(SslOptions.defaults());
        }
        address.user().ifPresent(config::user);
        address.password().ifPresent(config::password);
        return new Wire(address, connect(address, config.build()));
    }

    private static Connection connect(RedisAddress address, JedisClientConfig config) {
        try {
            Connection connection = new Connection(new HostAndPort(address.host(), address.port()), config);
            connection.connect();
            return connection;
        } catch (JedisConnectionException e) {
            throw unreachable(address, e);
        } catch (JedisException e) {
            throw new RedisException("Redis at " + address + " does not let us in: " + e.getMessage(), e);
        }
    }

    private static RedisException unreachable(RedisAddress address, JedisException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new RedisException("Redis at " + address + " cannot be reached: " + root.getMessage(), e);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] utf8(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    static String text(@Nullable Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(reply);
    }

    /** Queues a command; its reply comes with the next {@link #sync}. */
    void send(ProtocolCommand command, byte[]... arguments) {
        try {
            connection.sendCommand(command, arguments);
            sent.add(command);
        } catch (JedisException e) {
            throw unreachable(address, e);
        }
    }

    /** How many commands wait for their reply. */
    int unanswered() {
        return sent.size();
    }

    /**
     * The replies of all commands since the last time: {@code byte[]}, {@code Long}, {@code List} or null.
     *
     * @throws RedisException if the connection broke, or for the first command that Redis refused
     */
    List<@Nullable Object> sync() {
        return sync(false);
    }

    /** The same, with null for a command whose key holds another kind of value than the command is for. */
    List<@Nullable Object> syncIgnoringOtherKinds() {
        return sync(true);
    }

    private List<@Nullable Object> sync(boolean ignoreOtherKinds) {
        List<ProtocolCommand> commands = List.copyOf(sent);
        sent.clear();
        if (commands.isEmpty()) {
            return List.of();
        }
        List<@Nullable Object> replies = new ArrayList<>(commands.size());
        try {
            replies.addAll(connection.getMany(commands.size()));
        } catch (JedisException e) {
            throw unreachable(address, e);
        }
        for (int i = 0; i < replies.size(); i++) {
            if (ignoreOtherKinds && isOtherKind(replies.get(i))) {
                replies.set(i, null);
            }
            refuse(commands.get(i), replies.get(i));
        }
        return replies;
    }

    private static boolean isOtherKind(@Nullable Object reply) {
        return reply instanceof JedisDataException error
                && String.valueOf(error.getMessage()).startsWith("WRONGTYPE");
    }

    /** Throws for an error reply, also for one inside the reply of EXEC. */
    private void refuse(ProtocolCommand command, @Nullable Object reply) {
        if (reply instanceof JedisDataException error) {
            throw new RedisException(
                    "Redis at " + address + " refused " + text(command.getRaw()) + ": " + error.getMessage(), error);
        }
        if (reply instanceof List<?> parts) {
            parts.forEach(part -> refuse(command, part));
        }
    }

    /** One command and its reply; nothing else may be waiting for one. */
    @Nullable
    Object call(ProtocolCommand command, byte[]... arguments) {
        send(command, arguments);
        return sync().getFirst();
    }

    /** What a server calls a connection. */
    record Identity(String id, String address) {}

    /** What the server calls this one. */
    Identity identity() {
        Map<String, String> fields = new HashMap<>();
        for (String field : text(call(Command.CLIENT, utf8("INFO"))).split("\\s+")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return new Identity(fields.getOrDefault("id", ""), fields.getOrDefault("addr", ""));
    }

    /** Lets the server forget another connection of ours, with all that it has not read of it. */
    void endOther(Identity other) {
        call(Command.CLIENT, utf8("KILL"), utf8("ID"), utf8(other.id()), utf8("ADDR"), utf8(other.address()));
    }

    /** Breaks the connection off, also in the middle of a wait for a reply, which then fails. From any thread. */
    void abort() {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the connection to Redis at " + address, e);
        }
    }

    boolean broken() {
        return connection.isBroken();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JedisException e) {
            LOG.debug("a broken connection to {} is gone: {}", address, e.getMessage());
        }
    }
}
