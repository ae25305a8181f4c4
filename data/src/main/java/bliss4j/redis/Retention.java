package bliss4j.redis;

import bliss4j.data.NodeIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;

/**
 * How long Redis keeps what was published: a finished scan for {@code lifetime}, the containers above it an hour longer.
 *
 * @param lifetime the page's one day
 */
record Retention(Duration lifetime, Clock clock) {
    private static final Duration ANCESTORS_LONGER = Duration.ofHours(1);

    /** When the keys of a scan that ends now expire, ms since the epoch. */
    long scanExpiry() {
        return clock.instant().plus(lifetime).toEpochMilli();
    }

    /** Queues the making of a container if it is not there; it does not expire while a scan below it runs. */
    void holdContainer(Wire wire, NodeIdentity node) {
        container(wire, node, 0);
    }

    /** Queues that a container, made again if it has gone, outlives every scan that ends now. */
    void releaseContainer(Wire wire, NodeIdentity node) {
        container(
                wire,
                node,
                clock.instant().plus(lifetime).plus(ANCESTORS_LONGER).toEpochMilli());
    }

    private static void container(Wire wire, NodeIdentity node, long expiry) {
        byte[] key = Keys.node(node.dbName());
        byte[] children = Keys.children(node.dbName());
        Optional<byte[]> above = node.parent().map(Keys::children);
        List<byte[]> keys = above.map(parent -> List.of(key, children, parent)).orElse(List.of(key, children));
        List<byte[]> values = List.of(
                Wire.utf8(node.type()),
                Wire.utf8(node.name()),
                Wire.utf8(node.parent().orElse("")),
                Wire.utf8(expiry));
        wire.send(Command.EVAL, Scripts.CONTAINER.arguments(keys, values));
    }
}
