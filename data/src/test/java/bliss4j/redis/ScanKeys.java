package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol.Command;

/**
 * The keys of one scan as Redis has them.
 *
 * @param scan its db_name, below {@code test_session:mnt:c:tmp:sample1}
 */
record ScanKeys(RedisServer server, String scan) {
    /** The reply to one command, {@code nil} for none. */
    Object ask(Command command, String... arguments) {
        try (Wire wire = server.openData()) {
            byte[][] bytes = Stream.of(arguments).map(Wire::utf8).toArray(byte[][]::new);
            Object reply = wire.call(command, bytes);
            return reply == null ? "nil" : reply;
        }
    }

    List<String> all() {
        return ((List<?>) ask(Command.KEYS, scan + "*"))
                .stream().map(Wire::text).toList();
    }

    void neverExpire() {
        assertThat(all())
                .hasSize(20)
                .allSatisfy(key -> assertThat(ask(Command.TTL, key)).isEqualTo(-1L));
    }

    /** Every key of the scan at once, a day from now, and what is above it at least an hour later. */
    void expireInADay() {
        long expiry = (Long) ask(Command.PEXPIRETIME, scan);
        assertThat(all())
                .hasSize(20)
                .allSatisfy(key -> assertThat(ask(Command.PEXPIRETIME, key)).isEqualTo(expiry));
        assertThat(expiry - System.currentTimeMillis()).isBetween(86_300_000L, 86_400_000L);
        for (String above : List.of("test_session", "test_session:mnt:c:tmp:sample1")) {
            assertThat((Long) ask(Command.PEXPIRETIME, above)).isGreaterThanOrEqualTo(expiry + 3_600_000);
        }
    }
}
