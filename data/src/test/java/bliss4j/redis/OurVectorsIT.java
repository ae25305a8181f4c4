package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.data.DataNode;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.pickle.PickleReader;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Protocol.Command;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vectors that we ship, {@code docs/reference/vectors/bliss4j-writer.json}: every key of two small scans, as our writer
 * writes them. What differs from run to run (times, the scan's uid) is compared by its kind.
 *
 * <p>To make them anew after a change of the layout: {@code -Dbliss.vectors.write=true}, then read what changed.
 */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class OurVectorsIT {
    static final Path FILE = Path.of("../docs/reference/vectors/bliss4j-writer.json");

    private static final Set<String> PICKLED = Set.of("__DESC__", "__DATA__", "__TIMESTAMP__", "__EXCEPTION__");
    private static final Set<String> VARYING =
            Set.of("__TIMESTAMP__", "__STRTIME__", "owner", "scan_uid", "end_time", "end_time_str", "end_timestamp");

    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    void areWhatOurWriterWrites() throws IOException {
        publish();
        Map<String, Object> keys = dump();
        if (Boolean.getBoolean("bliss.vectors.write")) {
            Files.writeString(
                    FILE, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(keys) + "\n");
        }

        Map<?, ?> shipped = JsonMapper.shared().readValue(FILE.toFile(), TreeMap.class);

        assertThat(masked(keys)).isEqualTo(masked(shipped));
        assertThat(keys).hasSizeGreaterThan(60);
    }

    /** The text that stands beside each pickle is what Python prints for it. */
    @Test
    void areReadByPythonAsTheySay() {
        String script = """
                import json, pickle, sys, numpy
                def walk(node):
                    if isinstance(node, dict) and 'hex' in node:
                        value = pickle.loads(bytes.fromhex(node['hex']))
                        print(ascii(value).replace("'numpy.bool'", "'numpy.bool_'") ==  # numpy 2 calls it so
                              node['python'].encode('ascii', 'backslashreplace').decode(), ascii(node['python']))
                    elif isinstance(node, (dict, list)):
                        for part in (node.values() if isinstance(node, dict) else node):
                            walk(part)
                walk(json.load(open(sys.argv[1], encoding='utf-8')))
                """;
        List<String> printed = Oracles.python(
                        Map.of("PYTHONIOENCODING", "utf-8"), List.of("numpy"), script, FILE.toAbsolutePath())
                .lines()
                .toList();

        assertThat(printed)
                .hasSizeGreaterThan(150)
                .allSatisfy(line -> assertThat(line).startsWith("True "));
    }

    /** The page's scan, its first point by itself and the others in a block, and one of a channel of each type. */
    private void publish() {
        ScanPublisher ascan = tree.ascan(SampleScans.SAMPLE1, 1);
        ascan.prepared(Map.of());
        double[] times = new double[10];
        double[] positions = new double[10];
        double[] counts = new double[10];
        for (int i = 0; i < 10; i++) {
            times[i] = i / 10.0;
            positions[i] = i;
            counts[i] = 70 - 3 * i;
        }
        append(ascan, 1, Numbers.of(times));
        append(ascan, 0, Numbers.of(positions));
        append(ascan, 2, Numbers.of(counts));
        ascan.end(ScanState.DONE, "done");
        Map<String, NdArray> types = types();
        ChannelDescription[] channels = types.entrySet().stream()
                .map(entry -> SampleScans.channel(
                        entry.getKey(),
                        entry.getValue().dtype(),
                        entry.getValue().shape().row()))
                .toArray(ChannelDescription[]::new);
        ScanPublisher detector = tree.start(SampleScans.detector(SampleScans.SAMPLE1, Optional.empty(), channels), 2);
        detector.prepared(Map.of());
        int channel = 1;
        for (NdArray points : types.values()) {
            append(detector, channel++, points);
        }
        detector.end(ScanState.ABORTED, "aborted");
    }

    private static Map<String, NdArray> types() {
        Map<String, NdArray> points = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            points.put(
                    dtype.numpyName(),
                    switch (dtype) {
                        case TEXT -> Texts.of("a", "Ω", "");
                        case BOOL -> Numbers.of(dtype, 1, 0, 1);
                        default -> Numbers.of(1, 2.5, 100).as(dtype);
                    });
        }
        points.put("special", Numbers.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        points.put("spectrum", Numbers.of(DType.UINT16, 1, 2, 3, 4, 5, 6).reshape(Shape.of(3, 2)));
        return points;
    }

    /** In two entries, whatever the lane would join. */
    private void append(ScanPublisher scan, int channel, NdArray points) {
        long timeNs = 1_795_420_800_000_000_000L;
        String dbName = scan.description().channels().get(channel).node().dbName();
        scan.append(channel, points.slice(0, 1), timeNs);
        Awaitility.await().until(() -> length(dbName) == 1);
        scan.append(channel, points.slice(1, points.length()), timeNs + 1);
        Awaitility.await().until(() -> length(dbName) == points.length());
    }

    private long length(String dbName) {
        return tree.store()
                .node(dbName)
                .map(node -> ((DataNode.Channel) node).length())
                .orElse(0L);
    }

    private Map<String, Object> dump() {
        Map<String, Object> dump = new TreeMap<>();
        try (Wire wire = tree.server().openData()) {
            for (Object key : list(wire.call(Command.KEYS, Wire.utf8("test_session*")))) {
                byte[] name = (byte[]) key;
                Map<String, Object> content = new LinkedHashMap<>();
                String type = Wire.text(wire.call(Command.TYPE, name));
                content.put("type", type);
                content.put("expires", !Long.valueOf(-1).equals(wire.call(Command.PEXPIRETIME, name)));
                if (type.equals("hash")) {
                    content.put("fields", fields(Wire.text(key), list(wire.call(Command.HGETALL, name))));
                } else {
                    assertThat(type).isEqualTo("stream");
                    content.put("entries", entries(wire, name));
                }
                dump.put(Wire.text(key), content);
            }
        }
        return dump;
    }

    private static List<Object> entries(Wire wire, byte[] key) {
        List<Object> entries = new ArrayList<>();
        for (Object entry : list(wire.call(Command.XRANGE, key, Wire.utf8("-"), Wire.utf8("+")))) {
            List<?> parts = (List<?>) entry;
            entries.add(List.of(Wire.text(parts.getFirst()), fields("", list(parts.get(1)))));
        }
        return entries;
    }

    private static List<?> list(@Nullable Object reply) {
        return reply instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> fields(String key, List<?> flat) {
        Map<String, Object> fields = new TreeMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            String name = Wire.text(flat.get(i));
            byte[] value = (byte[]) flat.get(i + 1);
            boolean pickled = key.endsWith("_info") || PICKLED.contains(name);
            fields.put(
                    name,
                    pickled
                            ? Map.of(
                                    "hex",
                                    HexFormat.of().formatHex(value),
                                    "python",
                                    PickleReader.read(value).toString())
                            : Map.of("text", new String(value, StandardCharsets.UTF_8)));
        }
        return fields;
    }

    /** Varying values by their kind, ids of streams that count time by their form. */
    private static Object masked(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new TreeMap<>();
                map.forEach((name, value) ->
                        copy.put(name, VARYING.contains(name) ? kind((Map<?, ?>) value) : masked(value)));
                yield copy;
            }
            case List<?> list -> list.stream().map(OurVectorsIT::masked).toList();
            case String text -> text.matches("\\d{13}-\\d+") ? "time" : text;
            default -> node;
        };
    }

    private static String kind(Map<?, ?> field) {
        return field.get("hex") instanceof String hex
                ? PickleReader.read(HexFormat.of().parseHex(hex)).getClass().getSimpleName()
                : field.keySet().toString();
    }
}
