package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.WalkConformance;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Protocol.Command;

@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class RedisWalkConformanceIT extends WalkConformance {
    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @Override
    protected DataStore store() {
        return tree.store();
    }

    @Override
    protected ScanPublisher start(ScanDescription scan) {
        return tree.start(scan.draft(), scan.number());
    }

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    void f80WalkAfterNodesDisappeared() {
        tree.playExperiment();
        String scan = "test_session:mnt:c:tmp:sample1:1_ascan";
        try (Wire wire = tree.server().openData()) {
            wire.call(Command.DEL, Wire.utf8(scan + ":axis:roby"), Wire.utf8(scan + ":axis:roby_data"));
            wire.call(Command.DEL, Wire.utf8(scan + ":axis:timer_children_list"));
            wire.call(Command.DEL, Wire.utf8("test_session:mnt:c:tmp:sample1:2_ascan"));
        }
        assertThat(tree.session().walk(NodeFilter.all()).map(DataNode::name))
                .containsExactly(
                        "test_session",
                        "sample1",
                        "1_ascan",
                        "axis",
                        "timer",
                        "sample2",
                        "1_ascan",
                        "axis",
                        "roby",
                        "timer",
                        "elapsed_time",
                        "diode",
                        "diode");
        try (Follower follower = tree.follow(NodeFilter.all())) {
            Diary diary = new Diary().untilEnds(follower, 2);
            diary.checked();
            assertThat(diary.events().stream().filter(DataEvent.NewNode.class::isInstance))
                    .hasSize(13);
        }
        assertThat(tree.session().last(NodeFilter.types(DataNode.SCAN)).map(DataNode::dbName))
                .contains("test_session:mnt:c:tmp:sample2:1_ascan");
    }
}
