package bliss4j.redis;

import bliss4j.array.NdArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import redis.clients.jedis.Protocol.Command;

/**
 * All that stands in the data database, read by plain commands, but for what two runs of one scan cannot have alike: times,
 * the scan's uid, notes of trouble, ids of announcements, and where one entry of points ends and the next begins.
 */
final class TreeDump {
    private static final Set<String> OF_THE_RUN =
            Set.of("scan_uid", "end_time", "end_time_str", "end_timestamp", "degraded", "__TIMESTAMP__", "__STRTIME__");

    private final Map<String, Object> keys = new TreeMap<>();

    private TreeDump(Wire wire) {
        for (Object each : (List<?>) Objects.requireNonNull(wire.call(Command.KEYS, Wire.utf8("*")))) {
            byte[] key = (byte[]) each;
            String name = Wire.text(key);
            if (name.contains("/")) {
                continue; // the ledger's: no node
            }
            keys.put(name, read(wire, key, name, Wire.text(wire.call(Command.TYPE, key))));
            boolean expires = wire.call(Command.PTTL, key) instanceof Long left && left > 0;
            keys.put(name + " expires", expires);
        }
    }

    static Map<String, Object> of(String url) {
        try (Wire wire = Wire.open(RedisAddress.parse(url), RedisServer.DATA, Duration.ofSeconds(10))) {
            return new TreeDump(wire).keys;
        }
    }

    private static Object read(Wire wire, byte[] key, String name, String type) {
        return switch (type) {
            case "hash" -> fields((List<?>) Objects.requireNonNull(wire.call(Command.HGETALL, key)));
            case "stream" -> {
                List<?> entries = (List<?>)
                        Objects.requireNonNull(wire.call(Command.XRANGE, key, Wire.utf8("-"), Wire.utf8("+")));
                yield name.endsWith("_data")
                        ? points(entries)
                        : entries.stream().map(TreeDump::entry).toList();
            }
            default -> type;
        };
    }

    private static Map<String, String> fields(List<?> reply) {
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < reply.size(); i += 2) {
            String field = Wire.text(reply.get(i));
            if (!OF_THE_RUN.contains(field)) {
                fields.put(field, HexFormat.of().formatHex((byte[]) reply.get(i + 1)));
            }
        }
        return fields;
    }

    private static Map<String, String> entry(Object entry) {
        return fields((List<?>) ((List<?>) entry).getLast());
    }

    /** What is the same in all entries, and all points; an entry that does not follow the one before is told instead. */
    private static List<Object> points(List<?> entries) {
        List<NdArray> blocks = new ArrayList<>();
        Map<String, String> alike = new TreeMap<>();
        long next = 0;
        for (Object each : entries) {
            DataEntry entry = DataEntry.read((List<?>) each);
            if (entry.first() != next) {
                return List.of("index " + next + " is followed by " + entry.first());
            }
            next = entry.end();
            blocks.add(entry.rows());
            alike = entry(each);
            alike.keySet().removeAll(Set.of("__DATA__", "__NPOINTS__", "__SEQ__", "__TIME__"));
        }
        return blocks.isEmpty() ? List.of() : List.of(alike, NdArray.concat(blocks));
    }
}
