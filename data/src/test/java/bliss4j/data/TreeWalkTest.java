package bliss4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk asks for many nodes at once, however deep and wide the tree is. */
final class TreeWalkTest {
    private static final List<String> BELOW_SCAN = List.of("axis", "timer", "diode");

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 3000, 10_000})
    void questionsAreAFewForAThousandScans(int scans) {
        WideTree tree = new WideTree(scans);

        long nodes = TreeWalk.of(tree.root()).count();

        assertThat(nodes).isEqualTo(1 + 4L * scans);
        assertThat(tree.questions).isLessThanOrEqualTo(4 * (scans / 1024 + 6) + 1);
    }

    @Test
    void nodesComeDepthFirstAcrossBatches() {
        WideTree tree = new WideTree(100);
        List<String> expected = new ArrayList<>(List.of("session"));
        for (int i = 0; i < 100; i++) {
            StringBuilder path = new StringBuilder("session:" + i);
            expected.add(path.toString());
            for (String name : BELOW_SCAN) {
                expected.add(path.append(':').append(name).toString());
            }
        }

        assertThat(TreeWalk.of(tree.root()).map(DataNode::dbName)).isEqualTo(expected);
    }

    @Test
    void theFirstNodesCostFewQuestionsAboutFewNodes() {
        WideTree tree = new WideTree(10_000);

        assertThat(TreeWalk.of(tree.root())
                        .filter(node -> node.name().equals("diode"))
                        .findFirst())
                .isPresent();
        assertThat(tree.asked).isLessThan(1000);
    }

    /** A session of many scans, each with three devices below each other. */
    private static final class WideTree implements DataStore {
        private final int scans;
        private int questions;
        private int asked;

        private WideTree(int scans) {
            this.scans = scans;
        }

        private DataNode root() {
            return node("session", DataNode.CONTAINER);
        }

        private DataNode node(String dbName, String type) {
            String name = dbName.substring(dbName.lastIndexOf(':') + 1);
            return DataNode.of(new NodeIdentity(name, dbName, type, Optional.empty()), this);
        }

        private List<DataNode> childrenOf(DataNode node) {
            int depth = node.dbName().split(":").length;
            return switch (depth) {
                case 1 ->
                    IntStream.range(0, scans)
                            .mapToObj(i -> node("session:" + i, DataNode.SCAN))
                            .toList();
                case 2, 3, 4 -> List.of(node(node.dbName() + ":" + BELOW_SCAN.get(depth - 2), DataNode.DEVICE));
                default -> List.of();
            };
        }

        @Override
        public List<Optional<DataNode>> nodes(List<String> dbNames) {
            return dbNames.stream()
                    .map(name -> Optional.of(node(name, DataNode.CONTAINER)))
                    .toList();
        }

        @Override
        public List<List<DataNode>> children(List<? extends DataNode> parents) {
            questions++;
            asked += parents.size();
            return parents.stream().map(this::childrenOf).toList();
        }

        @Override
        public List<DataNode> sessions() {
            return List.of(root());
        }

        @Override
        public Map<String, Value> info(DataNode node) {
            return Map.of();
        }

        @Override
        public List<Long> lengths(List<DataNode.Channel> channels) {
            return channels.stream().map(channel -> 0L).toList();
        }

        @Override
        public List<NdArray> read(List<PointRange> ranges) {
            throw new AssertionError("a walk reads no points");
        }

        @Override
        public Follower follow(DataNode start, Interest interest) {
            throw new AssertionError("a walk of what exists does not follow");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
