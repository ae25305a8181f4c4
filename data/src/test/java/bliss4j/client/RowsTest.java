package bliss4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.NodeIdentity;
import bliss4j.memory.MemoryStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowsTest {
    private final MemoryStore store = new MemoryStore();
    private final Rows rows = new Rows();

    private DataEvent.NewData block(String channel, long first, double... points) {
        NodeIdentity identity =
                new NodeIdentity(channel, "s:1_scan:" + channel, DataNode.CHANNEL, Optional.of("s:1_scan"));
        return new DataEvent.NewData(new DataNode.Channel(identity, store), first, Numbers.of(points));
    }

    private static Map<String, String> text(Map<String, DataEvent.NewData> blocks) {
        Map<String, String> lines = new TreeMap<>();
        blocks.forEach((name, block) -> lines.put(name, block.firstIndex() + " " + block.points()));
        return lines;
    }

    @Test
    void aRowIsCompleteWhenEveryExpectedChannelHasItsPoint() {
        rows.expect("a");
        rows.expect("b");
        assertThat(rows.take("a", block("a", 0, 0, 1, 2))).isEmpty();
        assertThat(rows.waitedNs()).isNotNegative();
        assertThat(text(rows.take("b", block("b", 0, 10, 11))))
                .isEqualTo(Map.of("a", "0 array([0., 1.])", "b", "0 array([10., 11.])"));
        assertThat(text(rows.take("b", block("b", 2, 12, 13))))
                .isEqualTo(Map.of("a", "2 array([2.])", "b", "2 array([12.])"));
        assertThat(text(rows.takeAll())).isEqualTo(Map.of("b", "3 array([13.])"));
        assertThat(rows.waitedNs()).isNegative();
        assertThat(rows.takeAll()).isEmpty();
    }

    @Test
    void whatWasGivenBeforeItsRowWasCompleteIsNotGivenAgain() {
        rows.expect("a");
        rows.expect("b");
        rows.take("a", block("a", 0, 0, 1));
        assertThat(text(rows.takeAll())).isEqualTo(Map.of("a", "0 array([0., 1.])"));
        assertThat(text(rows.take("b", block("b", 0, 10)))).isEqualTo(Map.of("b", "0 array([10.])"));
        rows.take("a", block("a", 2, 2));
        assertThat(text(rows.take("b", block("b", 1, 11, 12))))
                .isEqualTo(Map.of("a", "2 array([2.])", "b", "1 array([11., 12.])"));
    }

    @Test
    void pointsThatAreLostKeepNoRowBack() {
        rows.expect("a");
        rows.expect("b");
        rows.skip("b", 5);
        assertThat(text(rows.take("a", block("a", 0, 0, 1)))).isEqualTo(Map.of("a", "0 array([0., 1.])"));
    }

    @Test
    void muchIsNotKeptForAChannelThatIsLate() {
        rows.expect("late");
        long given = 0;
        long kept = 0;
        for (int i = 0; i < 400; i++) {
            Map<String, DataEvent.NewData> blocks = rows.take("a", block("a", 1000L * i, new double[1000]));
            for (DataEvent.NewData each : blocks.values()) {
                assertThat(each.firstIndex()).isEqualTo(given);
                given += each.points().length();
            }
            kept = Math.max(kept, 1000L * (i + 1) - given);
        }
        assertThat(kept).isBetween(50_000L, 66_000L);
    }

    @Test
    void everyPointIsGivenOnceWhateverTheOrder() {
        Random random = new Random(3);
        Map<String, Long> sent = new LinkedHashMap<>(Map.of("a", 0L, "b", 0L, "c", 0L));
        Map<String, Long> given = new LinkedHashMap<>(sent);
        sent.keySet().forEach(rows::expect);
        for (int i = 0; i < 2000; i++) {
            String channel = "abc".substring(i % 3, i % 3 + 1);
            long first = sent.getOrDefault(channel, 0L);
            double[] points = random.doubles(1 + random.nextInt(5)).toArray();
            for (int k = 0; k < points.length; k++) {
                points[k] = first + k;
            }
            sent.put(channel, first + points.length);
            check(rows.take(channel, block(channel, first, points)), given);
            if (random.nextInt(20) == 0) {
                check(rows.takeAll(), given);
            }
        }
        check(rows.takeAll(), given);
        assertThat(given).isEqualTo(sent);
    }

    private static void check(Map<String, DataEvent.NewData> told, Map<String, Long> given) {
        told.forEach((channel, block) -> {
            NdArray points = block.points();
            assertThat(block.firstIndex()).isEqualTo(given.get(channel));
            assertThat(points.item(0)).isEqualTo((double) block.firstIndex());
            given.put(channel, block.firstIndex() + points.length());
        });
    }
}
