package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Protocol.Command;

/** Rows of the conformance list, as far as they concern what is published. */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class PublishedRowsIT {
    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    @DisplayName("F4 test_parent_node, with ruling X1: db_name from base path and {date}/test; type container")
    void f4ParentNode() {
        ScanDirectory directory = ScanDirectory.of("test_session", "/mnt/c/tmp", "20190813/test");
        SampleScans.play(tree.ascan(directory, 1));
        DataNode parent =
                tree.store().node("test_session:mnt:c:tmp:20190813:test").orElseThrow();
        assertThat(parent).isInstanceOf(DataNode.Container.class);
        assertThat(parent.type()).isEqualTo("container");
        assertThat(parent.name()).isEqualTo("test");
        assertThat(parent.parent().map(DataNode::name)).contains("20190813");
        assertThat(tree.store().node("test_session:mnt")).isEmpty();
    }

    @Test
    @DisplayName("F5 test_scan_node: 1_<name>, stored fields")
    void f5ScanNode() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        String dbName = "test_session:mnt:c:tmp:sample1:1_ascan";
        assertThat(scan.description().scan().dbName()).isEqualTo(dbName);
        SampleScans.play(scan);
        try (Wire wire = tree.server().openData()) {
            assertThat(texts(wire.call(Command.HGETALL, Keys.node(dbName))))
                    .containsExactly(
                            "node_type",
                            "scan",
                            "name",
                            "1_ascan",
                            "db_name",
                            dbName,
                            "parent",
                            "test_session:mnt:c:tmp:sample1",
                            "version",
                            "v1.1");
            assertThat(texts(wire.call(Command.HGETALL, Keys.node(dbName + ":axis"))))
                    .containsExactly(
                            "node_type",
                            "None",
                            "name",
                            "axis",
                            "db_name",
                            dbName + ":axis",
                            "parent",
                            dbName,
                            "version",
                            "v1.1");
            assertThat(texts(wire.call(
                            Command.HMGET,
                            Keys.node(dbName + ":axis:roby"),
                            Wire.utf8("name"),
                            Wire.utf8("node_type"))))
                    .containsExactly("roby", "channel");
        }
    }

    @Test
    @DisplayName("F5 test_scan_node: info value, child lists, TTL > 0 after the run")
    void f5ScanNodeAfterTheRun() {
        String dbName = "test_session:mnt:c:tmp:sample1:1_ascan";
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        try (Wire wire = tree.server().openData()) {
            for (String key : List.of(dbName, dbName + "_children_list", dbName + ":axis:roby_data", "test_session")) {
                assertThat((Long) wire.call(Command.TTL, Keys.node(key)))
                        .as(key)
                        .isPositive();
            }
        }
        DataNode node = tree.store().node(dbName).orElseThrow();
        assertThat(node.info()).containsEntry("npoints", Value.of(10)).containsEntry("node_name", Value.of(dbName));
        assertThat(node.children()).extracting(DataNode::name).containsExactly("axis");
        assertThat(node.children().getFirst().children())
                .extracting(DataNode::name)
                .containsExactly("roby", "timer");
    }

    private static List<String> texts(@Nullable Object reply) {
        return ((List<?>) Objects.requireNonNull(reply))
                .stream().map(Wire::text).toList();
    }

    @Test
    @DisplayName("F7 test_scan_data_0d: stored values are the counter's; every name of the walk exists")
    void f7ScanData0d() {
        ScanPublisher scan = tree.start(SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty(), "roby", "diode"), 1);
        Numbers counted = Numbers.of(70.0, -57, -61, -43, 89);
        scan.prepared(Map.of());
        for (int point = 0; point < counted.length(); point++) {
            scan.append(2, counted.slice(point, point + 1), 1);
        }
        scan.end(ScanState.DONE, "done");
        DataNode.Scan node = (DataNode.Scan)
                tree.store().node(scan.description().scan().dbName()).orElseThrow();
        assertThat(node.data().get("diode")).isEqualTo(counted);
        List<String> names = node.walk(NodeFilter.all()).map(DataNode::dbName).toList();
        assertThat(names).hasSize(7);
        assertThat(tree.store().nodes(names)).allMatch(Optional::isPresent);
        assertThat(node.info().get("points"))
                .isEqualTo(Value.of(Map.of(
                        "axis:roby", Value.of(0), "timer:elapsed_time", Value.of(0), "diode:diode", Value.of(5))));
    }
}
