package bliss4j.localredis;

import java.util.regex.Pattern;

/**
 * What a caller may choose about the server, and the configuration file that comes of it.
 *
 * @param port 0: any free one, remembered for the next time
 * @param maxMemory as Redis writes it, such as {@code 1gb}
 * @param bundledOnly whether a server on the path is left aside
 */
record ServerConfig(int port, String maxMemory, boolean bundledOnly) {
    static final String HOST = "127.0.0.1";
    private static final Pattern MEMORY = Pattern.compile("[0-9]{1,15}(b|k|kb|m|mb|g|gb)?");
    static final ServerConfig DEFAULT = new ServerConfig(0, "1gb", false);

    ServerConfig {
        if (port < 0 || port > 65535) {
            throw new LocalRedisException("port of the local Redis is " + port + ": expected 1 to 65535");
        }
        if (!MEMORY.matcher(maxMemory).matches()) {
            throw new LocalRedisException("memory of the local Redis is '" + maxMemory
                    + "': expected a number and unit such as 1gb or 512mb");
        }
    }

    ServerConfig withPort(int chosen) {
        return new ServerConfig(chosen, maxMemory, bundledOnly);
    }

    ServerConfig withMaxMemory(String chosen) {
        return new ServerConfig(port, chosen, bundledOnly);
    }

    ServerConfig withBundledOnly() {
        return new ServerConfig(port, maxMemory, true);
    }

    /**
     * The file the server reads. Names are relative to the folder in which it is started, so none needs quoting.
     *
     * <p>Everything is saved 5 minutes after the first change and at the end; more often would write a full gigabyte
     * again and again while scans run. Clients may together hold 128 MB of what is not read or sent yet: a part of the memory,
     * as one may also say, would cut scans off from a small server. If it cannot be saved the server goes on: the data files are the truth.
     */
    static String file(RedisAddress address, String maxMemory) {
        return """
                # Written anew at each start of the server by bliss4j. Holds the password.
                bind %s
                port %d
                protected-mode yes
                requirepass %s
                daemonize yes
                dir .
                pidfile %s
                logfile %s
                dbfilename %s
                save 300 1
                stop-writes-on-bgsave-error no
                appendonly no
                maxmemory %s
                maxmemory-policy noeviction
                maxmemory-clients 128mb
                """.formatted(
                        address.host(),
                        address.port(),
                        address.password(),
                        StateFolder.PID,
                        StateFolder.LOG,
                        StateFolder.DUMP,
                        maxMemory);
    }
}
