package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.pickle.PickleVectors;
import bliss4j.testing.LeakCheck;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Protocol.Command;
import tools.jackson.databind.JsonNode;

/** The trees of the specification's vectors, put into Redis as they are, and read in full. */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class VectorTreesIT {
    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    private void load(JsonNode keys) {
        try (Wire wire = tree.server().openData()) {
            keys.properties().forEach(key -> load(wire, key.getKey(), key.getValue()));
            wire.sync();
        }
    }

    private static void load(Wire wire, String key, JsonNode content) {
        if (content.get("type").stringValue().equals("hash")) {
            List<byte[]> arguments = new ArrayList<>();
            arguments.add(Wire.utf8(key));
            addFields(arguments, content.get("fields"));
            wire.send(Command.HSET, arguments.toArray(byte[][]::new));
            return;
        }
        for (JsonNode entry : content.get("entries")) {
            List<byte[]> arguments = new ArrayList<>();
            arguments.add(Wire.utf8(key));
            arguments.add(Wire.utf8(entry.get(0).stringValue()));
            addFields(arguments, entry.get(1));
            wire.send(Command.XADD, arguments.toArray(byte[][]::new));
        }
    }

    private static void addFields(List<byte[]> arguments, JsonNode fields) {
        fields.properties().forEach(field -> {
            JsonNode value = field.getValue();
            arguments.add(Wire.utf8(field.getKey()));
            arguments.add(
                    value.has("text")
                            ? Wire.utf8(value.get("text").stringValue())
                            : HexFormat.of().parseHex(value.get("hex").stringValue()));
        });
    }

    private String walk(String session) {
        StringBuilder lines = new StringBuilder();
        tree.store()
                .node(session)
                .orElseThrow()
                .walk(NodeFilter.all())
                .forEach(node -> lines.append(node.name())
                        .append(' ')
                        .append(node.dbName())
                        .append(' ')
                        .append(node.type())
                        .append('\n'));
        return lines.toString();
    }

    @Test
    void theTreeOfTheOriginalsWriterIsReadInFull() {
        JsonNode keys = PickleVectors.json("original-writer.json");
        load(keys);
        assertThat(walk("test_session")).isEqualTo("""
                test_session test_session container
                mnt test_session:mnt container
                c test_session:mnt:c container
                tmp test_session:mnt:c:tmp container
                sample1 test_session:mnt:c:tmp:sample1 container
                1_ascan test_session:mnt:c:tmp:sample1:1_ascan scan
                axis test_session:mnt:c:tmp:sample1:1_ascan:axis None
                roby test_session:mnt:c:tmp:sample1:1_ascan:axis:roby channel
                timer test_session:mnt:c:tmp:sample1:1_ascan:axis:timer None
                elapsed_time test_session:mnt:c:tmp:sample1:1_ascan:axis:timer:elapsed_time channel
                diode test_session:mnt:c:tmp:sample1:1_ascan:axis:timer:diode None
                diode test_session:mnt:c:tmp:sample1:1_ascan:axis:timer:diode:diode channel
                2_ascan test_session:mnt:c:tmp:sample1:2_ascan scan
                """);
        checkInfosAndValues(keys, "test_session");
        DataNode.Channel roby = tree.channel("test_session:mnt:c:tmp:sample1:1_ascan:axis:roby");
        assertThat(roby.get(0, -1)).isEqualTo(Numbers.of(0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(roby.get(3, 5)).isEqualTo(Numbers.of(3.0, 4));
        assertThat(roby.fullname()).isEqualTo("axis:roby");
        assertThat(roby.unit()).contains("mm");
        assertThat(roby.length()).isEqualTo(10);
    }

    /** Compares every info and every point with what CPython says is there. */
    private void checkInfosAndValues(JsonNode keys, String session) {
        for (DataNode node :
                tree.store().node(session).orElseThrow().walk(NodeFilter.all()).toList()) {
            JsonNode info = keys.path(node.dbName() + "_info").path("fields");
            assertThat(node.info()).hasSize(info.size());
            info.properties()
                    .forEach(field -> assertThat(node.info())
                            .containsEntry(
                                    field.getKey(),
                                    PickleVectors.meaning(field.getValue().get("pickled"))));
            if (node instanceof DataNode.Channel channel) {
                JsonNode entries = keys.get(node.dbName() + "_data").get("entries");
                assertThat(channel.length()).isEqualTo(entries.size());
                for (int i = 0; i < entries.size(); i++) {
                    Value point = PickleVectors.meaning(
                            entries.get(i).get(1).get("__DATA__").get("pickled"));
                    assertThat(channel.get(i)).contains(point.asArray());
                }
            }
        }
    }

    @Test
    void theTreeOfAForeignWriterIsReadAsTheOriginalsClientReadIt() {
        JsonNode vector = PickleVectors.json("foreign-writer.json");
        load(vector.get("keys"));
        assertThat(walk("foreign_session").lines().map(line -> line.split(" ")[0]))
                .containsExactly(
                        "foreign_session",
                        "mnt",
                        "c",
                        "tmp",
                        "sample1",
                        "1_ascan",
                        "axis",
                        "roby",
                        "timer",
                        "elapsed_time",
                        "diode",
                        "diode",
                        "spec");
        String scan = "foreign_session:mnt:c:tmp:sample1:1_ascan";
        Map<String, String> channels = Map.of(
                "axis:roby", ":axis:roby",
                "timer:elapsed_time", ":axis:timer:elapsed_time",
                "diode:diode", ":axis:timer:diode:diode",
                "diode:spec", ":axis:timer:diode:spec");
        JsonNode read = vector.get("the original client read");
        channels.forEach((fullname, place) -> {
            DataNode.Channel channel = tree.channel(scan + place);
            assertThat(channel.fullname()).isEqualTo(fullname);
            assertThat(numbers(channel.get(0, -1))).isEqualTo(numbers(read.get(fullname)));
            assertThat(channel.length()).isEqualTo(10);
        });
        DataNode.Channel spectrum = tree.channel(scan + ":axis:timer:diode:spec");
        assertThat(spectrum.get(4, 6).shape().toArray()).containsExactly(2, 4);
        assertThat(numbers(spectrum.get(4, 6))).containsExactly(4.0, 5.0, 6.0, 7.0, 0.0, 1.0, 2.0, 3.0);
        DataNode.Scan node = (DataNode.Scan) tree.store().node(scan).orElseThrow();
        assertThat(node.info()).hasSize(19).containsEntry("npoints", Value.of(10));
        assertThat(node.data().keySet()).containsExactly("roby", "elapsed_time", "diode", "spec");
    }

    private static List<Double> numbers(NdArray array) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < array.shape().size(); i++) {
            numbers.add(Double.parseDouble(array.item(i).toString()));
        }
        return numbers;
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode item : array) {
            if (item.isArray()) {
                numbers.addAll(numbers(item));
            } else {
                numbers.add(item.doubleValue());
            }
        }
        return numbers;
    }

    @Test
    void aForeignTreeIsFollowedToItsEnd() {
        load(PickleVectors.json("foreign-writer.json").get("keys"));
        try (Follower follower =
                tree.store().node("foreign_session").orElseThrow().follow(NodeFilter.all())) {
            Diary diary = new Diary().untilEnds(follower, 1);
            assertThat(diary.checked())
                    .hasSize(4)
                    .allSatisfy((channel, points) -> assertThat(points.length()).isEqualTo(10));
            assertThat(diary.events().stream().filter(DataEvent.NewNode.class::isInstance))
                    .hasSize(13);
            assertThat(diary.lines()).contains("event.PREPARED_SCAN 1_ascan").endsWith("event.END_SCAN 1_ascan");
        }
    }
}
