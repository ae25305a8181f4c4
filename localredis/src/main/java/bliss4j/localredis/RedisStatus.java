package bliss4j.localredis;

/**
 * A running local Redis as it describes itself.
 *
 * @param version of the server, such as {@code 7.0.15}; a Valkey gives its own, not the Redis it is compatible with
 * @param usedMemory in bytes, what its data and buffers take now
 * @param maxMemory in bytes, the bound beyond which it refuses writes; 0 is none
 * @param saved whether the last attempt to write its data to disk worked
 */
public record RedisStatus(
        RedisAddress address, long pid, String version, long usedMemory, long maxMemory, boolean saved) {}
