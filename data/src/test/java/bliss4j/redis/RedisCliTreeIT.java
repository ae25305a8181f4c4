package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.Numbers;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rebuilds tree and values with {@code redis-cli} alone, as the page's layout promises to anybody. */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class RedisCliTreeIT {
    private static final String LETTERS = "abcXYZ019_-. *?[]{}'\"\\Ωµ𝄞%#";

    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());
    private final List<String> lines = new ArrayList<>();
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    @AfterEach
    void close() {
        tree.close();
    }

    private static String name(Random random) {
        int[] letters = LETTERS.codePoints().toArray();
        return random.ints(1 + random.nextInt(12), 0, letters.length)
                .mapToObj(i -> Character.toString(letters[i]))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aTreeOfRandomNamesAndLengths(long seed) {
        Random random = new Random(seed);
        String motor = "m" + name(random);
        String counter = "c" + name(random);
        Map<String, List<Double>> expected = new LinkedHashMap<>();
        for (int number = 1; number <= 2; number++) {
            String sample = "s" + name(random);
            ScanPublisher scan = tree.start(
                    SampleScans.ascan(SampleScans.directory(sample), Optional.empty(), motor, counter), number);
            List<String> channels = scan.description().channels().stream()
                    .map(placed -> placed.node().dbName())
                    .toList();
            publish(scan, random, channels, expected);
        }
        rebuild("test_session");
        assertThat(lines)
                .isEqualTo(tree.store()
                        .node("test_session")
                        .orElseThrow()
                        .walk(NodeFilter.all())
                        .map(node -> node.name() + " " + node.dbName() + " " + node.type())
                        .toList())
                .hasSize(17)
                .anyMatch(line -> line.startsWith(motor + " "));
        assertThat(values).isEqualTo(expected);
    }

    private static void publish(
            ScanPublisher scan, Random random, List<String> channels, Map<String, List<Double>> expected) {
        scan.prepared(Map.of());
        int points = random.nextInt(3000);
        for (int channel = 0; channel < channels.size(); channel++) {
            List<Double> all = new ArrayList<>();
            while (all.size() < points) {
                double[] some =
                        random.doubles(1 + random.nextInt(points - all.size())).toArray();
                scan.append(channel, Numbers.of(some), 1);
                for (double value : some) {
                    all.add(value);
                }
            }
            expected.put(channels.get(channel), all);
        }
        scan.end(ScanState.DONE, "done");
    }

    private void rebuild(String dbName) {
        List<String> node = RedisCli.texts("HMGET", dbName, "name", "node_type", "db_name", "version");
        assertThat(node.subList(2, 4)).containsExactly(dbName, "v1.1");
        lines.add(node.get(0) + " " + dbName + " " + node.get(1));
        if (node.get(1).equals(DataNode.CHANNEL)) {
            values.put(dbName, points(RedisCli.ask("XRANGE", dbName + "_data", "-", "+")));
            return;
        }
        List<String> children = RedisCli.texts("XRANGE", dbName + "_children_list", "-", "+");
        for (int i = 0; i < children.size(); i += 5) { // id, __EVENT__, NEW_NODE, db_name, its name
            assertThat(children.subList(i + 1, i + 4)).containsExactly("__EVENT__", "NEW_NODE", "db_name");
            rebuild(children.get(i + 4));
        }
    }

    /** An entry is its id and six pairs of field and value. */
    private static List<Double> points(List<byte[]> strings) {
        List<Double> points = new ArrayList<>();
        for (int i = 0; i < strings.size(); i += 13) {
            assertThat(Wire.text(strings.get(i))).isEqualTo((points.size() + 1) + "-0");
            int count = Integer.parseInt(Wire.text(strings.get(i + 6)));
            assertThat(Wire.text(strings.get(i + 7))).isEqualTo("__DATA__");
            ByteBuffer pickle = ByteBuffer.wrap(strings.get(i + 8));
            if (count == 1) {
                points.add(pickle.getDouble(3)); // 80 03 G
            } else {
                int size = 8 * count;
                pickle.order(ByteOrder.LITTLE_ENDIAN).position(pickle.limit() - 3 - size); // then t R .
                assertThat(pickle.getInt(pickle.position() - 4)).isEqualTo(size);
                for (int j = 0; j < count; j++) {
                    points.add(pickle.getDouble());
                }
            }
        }
        return points;
    }
}
