package bliss4j.redis;

import bliss4j.block.Value;
import bliss4j.data.NodeIdentity;
import bliss4j.pickle.PickleWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * What is known of whole scans beside their nodes: who writes those that run and until when that holds, which have ended,
 * and what they weigh. It stands in the data's database, so that it changes in one step with them and is lost with them, under
 * keys with a {@code /}, which no node can have:
 *
 * <p>{@code bliss4j/running}: scan → until when its lease holds, ms by the server's clock; negative while it is suspected.
 * {@code bliss4j/finished}: scan → when it expires. {@code bliss4j/scans}: scan → who made it, and below what.
 * {@code bliss4j/containers}: directory → the node above it, for those that may expire.
 * {@code bliss4j/bytes}, {@code bliss4j/total}: what each and all take. {@code bliss4j/reaped}: the uid of each publication
 * that a scan was taken from → when. The field {@code owner} of a running scan's own hash holds the token of who may write.
 */
record Ledger(Retention retention) {
    /** The scans that run, perhaps. */
    static final byte[] RUNNING = Wire.utf8("bliss4j/running");

    private static final byte[] OWNER = Wire.utf8("owner");
    private static final int SOME = 100;

    /**
     * The right to write a scan.
     *
     * @param owner the token of who has it: the publication's uid, or a reaper's
     */
    record Lease(String scan, String owner) {}

    /** Queues that a container is made if it is not there, and does not expire while a scan below it runs. */
    static void hold(Wire wire, NodeIdentity node) {
        byte[] key = Keys.node(node.dbName());
        byte[] children = Keys.children(node.dbName());
        Optional<byte[]> above = node.parent().map(Keys::children);
        List<byte[]> keys = above.map(parent -> List.of(key, children, parent)).orElse(List.of(key, children));
        List<byte[]> values = List.of(
                Wire.utf8(node.type()),
                Wire.utf8(node.name()),
                Wire.utf8(node.parent().orElse("")));
        wire.send(Command.EVAL, Scripts.CONTAINER.arguments(keys, values));
    }

    /** Queues the question whose answer is the owner's token, or null if the scan is not there or nobody writes it. */
    static void askOwner(Wire wire, String scan) {
        wire.send(Command.HGET, Keys.node(scan), OWNER);
    }

    /** Queues that a scan that is there belongs to {@code owner}; no other scan could be made under that name meanwhile. */
    static void sign(Wire wire, String scan, String owner) {
        wire.send(Command.HSET, Keys.node(scan), OWNER, Wire.utf8(owner));
    }

    /** Takes the lease of a scan; false if it was taken from this owner. */
    boolean take(Wire wire, NodeIdentity scan, String owner, String who) {
        return Long.valueOf(1)
                .equals(run(
                        wire,
                        LedgerScript.TAKE,
                        scan.dbName(),
                        Wire.utf8(owner),
                        lease(),
                        Wire.utf8(scan.parent().orElseThrow()),
                        Wire.utf8(who)));
    }

    /**
     * Says that the owner lives and how many bytes it has written since.
     *
     * @return how many bytes all scans take, empty if the scan is not this owner's
     */
    Optional<Long> beat(Wire wire, Lease lease, long bytes) {
        return number(run(wire, LedgerScript.BEAT, lease.scan(), Wire.utf8(lease.owner()), lease(), Wire.utf8(bytes)));
    }

    /**
     * Lets go of those points of a running scan that its file holds.
     *
     * @param held for the nodes of channels the index after the last point that the file holds durably
     * @return how many bytes all scans take, empty if the scan is not this owner's
     */
    static Optional<Long> trim(Wire wire, Lease lease, Map<String, Long> held) {
        List<byte[]> values = new ArrayList<>(List.of(Wire.utf8(lease.owner())));
        held.forEach((channel, end) -> {
            values.add(Wire.utf8(channel));
            values.add(Wire.utf8(end));
        });
        return number(run(wire, LedgerScript.TRIM, lease.scan(), values.toArray(byte[][]::new)));
    }

    /** Weighs a running scan; gives how many bytes all take. */
    long measure(Wire wire, String scan) {
        return number(run(wire, LedgerScript.MEASURE, scan)).orElse(0L);
    }

    /**
     * Writes a scan's info and one entry of a stream, if it is the owner's.
     *
     * @param ending of the stream: {@code _prepared} or {@code _end}; after the latter the scan is finished
     * @param entry fields and values; none for no entry
     * @return false if the scan is not the owner's: nothing was written
     */
    boolean update(Wire wire, Lease lease, String ending, Map<String, Value> info, byte[]... entry) {
        List<byte[]> values = new ArrayList<>();
        values.add(Wire.utf8(lease.owner()));
        values.add(Wire.utf8(retention.lifetime().toMillis()));
        values.add(Wire.utf8(ending));
        values.add(Wire.utf8(2L * info.size()));
        info.forEach((field, value) -> {
            values.add(Wire.utf8(field));
            values.add(PickleWriter.pickle(value));
        });
        values.addAll(List.of(entry));
        LedgerScript script = ending.equals(Keys.END_ENDING) ? LedgerScript.END : LedgerScript.UPDATE;
        return number(run(wire, script, lease.scan(), values.toArray(byte[][]::new)))
                .isPresent();
    }

    /**
     * Lets a scan, or a directory and those above it, expire a lifetime from now.
     *
     * @return false if a process writes it: nothing was done
     */
    boolean expire(Wire wire, String node) {
        return Long.valueOf(1)
                .equals(run(
                        wire,
                        LedgerScript.EXPIRE,
                        node,
                        Wire.utf8(retention.lifetime().toMillis())));
    }

    /** What became of a scan that a reaper looked at. */
    sealed interface Look {
        /** Its lease holds, or another reaper has it. */
        record Left() implements Look {}

        /** Its lease ran out; another look after the grace will tell. */
        record Suspected() implements Look {}

        /** Nothing of it is there. */
        record Gone() implements Look {}

        /**
         * It is the reaper's now.
         *
         * @param who whose it was
         * @param heardMs when that owner's lease ran out, ms since the epoch
         */
        record Taken(String who, long heardMs) implements Look {}
    }

    /**
     * @param patience how long a scan that may be taken is left to others all the same
     * @param dead whose the scan is if it is certain that he is dead, else empty
     */
    Look reap(Wire wire, String scan, String token, Duration patience, String dead) {
        List<?> reply = (List<?>) run(
                wire,
                LedgerScript.REAP,
                scan,
                Wire.utf8(token),
                lease(),
                Wire.utf8(retention.grace().toMillis()),
                Wire.utf8(retention.lifetime().toMillis()),
                Wire.utf8(patience.toMillis()),
                Wire.utf8(dead));
        List<String> texts =
                reply == null ? List.of("left") : reply.stream().map(Wire::text).toList();
        return switch (texts.getFirst()) {
            case "taken" ->
                new Look.Taken(
                        texts.get(1),
                        Long.parseLong(texts.get(2)) - retention.lease().toMillis());
            case "suspected" -> new Look.Suspected();
            case "gone" -> new Look.Gone();
            default -> new Look.Left();
        };
    }

    /** The scans that run, or ran until nobody was left to end them. */
    static List<String> running(Wire wire) {
        List<?> reply = (List<?>) wire.call(Command.ZRANGE, RUNNING, Wire.utf8(0), Wire.utf8(-1));
        return reply == null ? List.of() : reply.stream().map(Wire::text).toList();
    }

    /** Whose a scan is that runs; empty if nobody knows. */
    static String who(Wire wire, String scan) {
        return run(wire, LedgerScript.WHO, scan) instanceof byte[] who ? Wire.text(who) : "";
    }

    /** Forgets what has expired, and announcements of what is not there any more. */
    static void purge(Wire wire) {
        String cursor = "0";
        do {
            Object next = run(wire, LedgerScript.TIDY, "", Wire.utf8(cursor), Wire.utf8(SOME));
            cursor = next == null ? "0" : Wire.text(next);
        } while (!cursor.equals("0"));
        Object some;
        do {
            some = run(wire, LedgerScript.PURGE, "", Wire.utf8(SOME));
        } while (some instanceof Long count && count == SOME);
    }

    /**
     * Lets finished scans go, the oldest first, one step each, until all take no more than {@code target} bytes.
     *
     * @return how many bytes are left; more than the target if only running scans are
     */
    static long evict(Wire wire, long target) {
        while (true) {
            List<?> reply = (List<?>) run(wire, LedgerScript.EVICT, "", Wire.utf8(target));
            if (reply == null || reply.size() < 2) {
                return reply == null ? 0 : (Long) reply.getFirst();
            }
        }
    }

    private byte[] lease() {
        return Wire.utf8(retention.lease().toMillis());
    }

    private static @Nullable Object run(Wire wire, LedgerScript script, String scan, byte[]... values) {
        return wire.call(Command.EVAL, script.arguments(List.of(Keys.node(scan)), List.of(values)));
    }

    private static Optional<Long> number(@Nullable Object reply) {
        return reply instanceof Long number && number >= 0 ? Optional.of(number) : Optional.empty();
    }
}
