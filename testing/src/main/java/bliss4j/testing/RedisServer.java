package bliss4j.testing;

import bliss4j.localredis.RedisAddress;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one real Redis of a module's tests: started when first asked for, ended with the JVM.
 *
 * <p>{@code @ExtendWith(RedisServer.class)} on a test class empties it (all databases, scripts and changed memory bound)
 * before each test, so such tests run one after the other. A test that kills, pauses or fills its server takes a
 * {@link PrivateRedis}.
 */
public final class RedisServer implements BeforeEachCallback {
    /** The product's own choice: what may be let go. */
    public static final int DATA_DB = 1;

    /** The product's own choice: what is kept over restarts. */
    public static final int SETTINGS_DB = 0;

    private static final String MAX_MEMORY = "512mb";

    @Override
    public void beforeEach(ExtensionContext context) {
        flush();
    }

    public static RedisAddress address() {
        return Shared.SERVER.address();
    }

    /** With the password, without a database. */
    public static String url() {
        return address().url();
    }

    /** Sends an inline command such as {@code DBSIZE}; an error reply fails the test. */
    public static String command(String line) {
        return Shared.SERVER.command(line);
    }

    /** Empties it and undoes what a test may have set. */
    public static void flush() {
        command("FLUSHALL");
        command("SCRIPT FLUSH");
        command("CONFIG SET maxmemory " + MAX_MEMORY);
    }

    private static final class Shared {
        static final PrivateRedis SERVER = start();

        private static PrivateRedis start() {
            PrivateRedis server = PrivateRedis.withMaxMemory(MAX_MEMORY);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-redis-end"));
            return server;
        }
    }
}
