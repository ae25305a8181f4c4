package bliss4j.localredis;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The Redis that bliss4j runs for itself when none is configured: it starts, finds and stops it.
 *
 * <p>One state folder, one server. It listens on loopback only, asks for a random password that lies in a file only its
 * owner reads, keeps its data in the folder, and outlives the process that started it. Port and password are chosen at
 * the first start and stay the same, so that the address is stable. Any number of threads and processes may start and
 * stop it at once; they take turns.
 */
public final class LocalRedis {
    private static final int PASSWORD_BYTES = 32;
    private static final int PORTS_TO_TRY = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StateFolder folder;
    private final ServerConfig config;

    private LocalRedis(StateFolder folder, ServerConfig config) {
        this.folder = folder;
        this.config = config;
    }

    /** The server of a state folder, such as {@code BLISS_HOME/redis}. Touches nothing yet. */
    public static LocalRedis in(Path folder) {
        return new LocalRedis(new StateFolder(folder), ServerConfig.DEFAULT);
    }

    /** With a port of the caller's choice, 1 to 65535; without it a free one is chosen and remembered. */
    public LocalRedis withPort(int port) {
        if (port == 0) {
            throw new LocalRedisException("port of the local Redis is 0: expected 1 to 65535");
        }
        return new LocalRedis(folder, config.withPort(port));
    }

    /** With a bound on its memory as Redis writes it, such as {@code 512mb}; 1gb without it. Holds from the next start. */
    public LocalRedis withMaxMemory(String maxMemory) {
        return new LocalRedis(folder, config.withMaxMemory(maxMemory));
    }

    /** With the server program that our jars carry, whatever is installed. */
    public LocalRedis withBundledProgram() {
        return new LocalRedis(folder, config.withBundledOnly());
    }

    /**
     * Starts the server unless it runs already; returns when it answers.
     *
     * @throws LocalRedisException if it cannot be started, or runs already on another port than the configured one
     */
    public RedisAddress start() {
        folder.prepare();
        return folder.locked(() -> {
            Optional<Server> found = Server.find(folder);
            return found.isPresent() ? join(found.get()) : launch();
        });
    }

    /** Where the server listens, if it runs. */
    public Optional<RedisAddress> running() {
        return Server.find(folder).map(Server::address);
    }

    /** How the server is, if it runs. */
    public Optional<RedisStatus> status() {
        return Server.find(folder).map(Server::status);
    }

    /**
     * Lets the server save its data and ends it.
     *
     * @return false if none was running
     * @throws LocalRedisException if the data cannot be saved; then the server goes on
     */
    public boolean stop() {
        if (running().isEmpty()) {
            return false;
        }
        return folder.locked(() -> {
            Optional<Server> server = Server.find(folder);
            server.ifPresent(Server::stop);
            return server.isPresent();
        });
    }

    private RedisAddress join(Server server) {
        RedisAddress address = server.address();
        if (config.port() != 0 && config.port() != address.port()) {
            throw new LocalRedisException("the local Redis of " + folder.path() + " already runs on port "
                    + address.port() + ", not on the configured " + config.port() + ": stop it first");
        }
        if (!new ServerLaunch(folder, address).awaitReady()) {
            throw new LocalRedisException("the local Redis of " + folder.path() + " ended just now: start it again");
        }
        return address;
    }

    private RedisAddress launch() {
        Path program = ServerBinary.find(folder, config.bundledOnly());
        String password = rememberedPassword().orElseGet(this::newPassword);
        for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
            RedisAddress address = new RedisAddress(ServerConfig.HOST, choosePort(), password);
            folder.write(StateFolder.PORT, Integer.toString(address.port()));
            ServerLaunch launch = new ServerLaunch(folder, address);
            if (launch.run(program, config.maxMemory())) {
                launch.requireFound();
                return address;
            }
            // Whoever took the port between the choice and the start may have been told the password.
            password = newPassword();
        }
        throw new LocalRedisException("the local Redis of " + folder.path() + " did not start: each of " + PORTS_TO_TRY
                + " free ports was taken before the server had it");
    }

    private int choosePort() {
        if (config.port() == 0) {
            return folder.readNumber(StateFolder.PORT).filter(FreePort::isFree).orElseGet(() -> FreePort.any(RANDOM));
        }
        if (!FreePort.isFree(config.port())) {
            throw new LocalRedisException("port " + config.port() + " on " + ServerConfig.HOST
                    + " is taken by another program: end that program or configure another port for the local Redis");
        }
        return config.port();
    }

    private Optional<String> rememberedPassword() {
        return folder.read(StateFolder.PASSWORD).filter(text -> text.matches("[0-9a-f]{64}"));
    }

    private String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        folder.write(StateFolder.PASSWORD, password);
        return password;
    }
}
