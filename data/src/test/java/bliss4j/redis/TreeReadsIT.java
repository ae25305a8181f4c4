package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.NodeWalk;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanData;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Protocol.Command;

/** What reading the tree costs in Redis, and what it makes of other writers' nodes. */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class TreeReadsIT {
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";
    private static final String ROBY = SCAN + ":axis:roby";

    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    /** How many requests a read of a connection brought: a pipeline of a few commands is one. */
    private static long reads() {
        return bliss4j.testing.RedisServer.command("INFO stats")
                .lines()
                .filter(line -> line.startsWith("total_reads_processed:"))
                .mapToLong(line -> Long.parseLong(line.strip().split(":")[1]))
                .findFirst()
                .orElseThrow();
    }

    private static String commandStats() {
        return bliss4j.testing.RedisServer.command("INFO commandstats");
    }

    private static long calls(String command) {
        return commandStats()
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToLong(line -> Long.parseLong(
                        line.replaceAll("^[^:]*:calls=(\\d+).*", "$1").strip()))
                .sum();
    }

    private DataNode.Scan scan() {
        return (DataNode.Scan) tree.store().node(SCAN).orElseThrow();
    }

    @Test
    void allPointsOfAScanCostOneRoundTripForEachKindOfReadAndLevel() {
        tree.playExperiment();
        DataNode.Scan scan = scan();
        assertThat(scan.data()).hasSize(3); // so that the connection is there
        bliss4j.testing.RedisServer.command("CONFIG RESETSTAT");
        long once = reads();
        long before = reads();
        long asking = before - once; // what a question for the number costs itself
        Map<String, NdArray> data = scan.data();
        long after = reads();
        assertThat(data.get("roby")).isEqualTo(Numbers.of(0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        // the scan itself; for each of four levels the lists of children and the nodes; the points
        assertThat(after - before - asking).isEqualTo(1 + 4 * 2 + 1);
        assertThat(calls("xrevrange")).isEqualTo(3);
        assertThat(calls("hgetall")).isZero();
        assertThat(commandStats()).doesNotContain("cmdstat_keys:", "cmdstat_scan:");
    }

    /**
     * The question for all points of 30 channels is so long that the server may read it in two pieces, though it waits for no
     * answer in between.
     */
    @ParameterizedTest
    @CsvSource({"14, 0", "30, 1"})
    void moreChannelsCostNoMoreRoundTrips(int channels, int pieces) {
        ScanPublisher many = tree.start(
                SampleScans.detector(
                        SampleScans.SAMPLE1,
                        Optional.empty(),
                        IntStream.range(0, channels)
                                .mapToObj(i -> SampleScans.channel("c" + i, DType.FLOAT64, Shape.SCALAR))
                                .toArray(bliss4j.publish.ChannelDescription[]::new)),
                1);
        many.prepared(Map.of());
        many.append(1, Numbers.of(1.0), 1);
        many.end(ScanState.DONE, "done");
        DataNode.Scan scan = scan();
        assertThat(scan.data()).hasSize(channels + 1);
        bliss4j.testing.RedisServer.command("CONFIG RESETSTAT");
        long once = reads();
        long before = reads();
        long asking = before - once; // what a question for the number costs itself
        assertThat(scan.data().get("c0")).isEqualTo(Numbers.of(1.0));
        // as above, a level less, and the infos of channels without points
        int trips = 1 + 3 * 2 + 2;
        assertThat(reads() - before - asking).isBetween((long) trips, (long) trips + pieces);
    }

    @Test
    void walkingAndFollowingNeverSearchAllKeys() {
        tree.playExperiment();
        bliss4j.testing.RedisServer.command("CONFIG RESETSTAT");
        assertThat(tree.session().walk(NodeFilter.all())).hasSize(24);
        assertThat(tree.session().last(NodeFilter.types(DataNode.SCAN))).isPresent();
        try (Follower follower = tree.follow(NodeFilter.all());
                Follower fresh = tree.session().followNew(NodeFilter.all())) {
            new Diary().untilEnds(follower, 3);
            SampleScans.play(tree.ascan(SampleScans.SAMPLE2, 2));
            new Diary().untilEnds(fresh, 1);
        }
        tree.session().walk(NodeFilter.all()).forEach(DataNode::info);
        assertThat(commandStats())
                .doesNotContain("cmdstat_keys:", "cmdstat_scan:")
                .contains("cmdstat_xrange:");
    }

    /** A6.6, as ruled: what exists comes as one event a channel, of its first index and the whole block. */
    @Test
    void pointsThatExistAreToldInOneBlockAChannel() {
        tree.playExperiment();
        try (Follower follower = scan().follow(NodeFilter.types(DataNode.CHANNEL))) {
            Diary diary = new Diary();
            for (int i = 0; i < 6; i++) {
                diary.untilOne(follower);
            }
            diary.checked();
            assertThat(diary.lines().subList(3, 6))
                    .containsExactly(
                            "event.NEW_DATA_IN_CHANNEL elapsed_time",
                            "event.NEW_DATA_IN_CHANNEL roby",
                            "event.NEW_DATA_IN_CHANNEL diode");
            assertThat(follower.poll()).isEmpty();
        }
    }

    @Test
    void aLongHistoryIsToldInBlocksOfBoundedSizeWhateverItsEntries() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        double[] points = IntStream.range(0, 200_000).asDoubleStream().toArray();
        for (int from = 0; from < 3000; from++) {
            scan.append(1, Numbers.of(points[from]), 1);
        }
        scan.append(1, Numbers.of(points).slice(3000, points.length), 1);
        scan.end(ScanState.DONE, "done");
        try (Follower follower =
                tree.follow(node -> node.name().equals("elapsed_time") || node instanceof DataNode.Scan)) {
            Diary diary = new Diary().untilEnds(follower, 1);
            assertThat(diary.checked().values()).containsExactly(Numbers.of(points));
            List<Integer> blocks = diary.events().stream()
                    .filter(DataEvent.NewData.class::isInstance)
                    .map(event -> ((DataEvent.NewData) event).points().length())
                    .toList();
            assertThat(blocks).hasSize(4).allMatch(length -> length <= 65_536);
            assertThat(blocks.subList(0, 3)).allMatch(length -> length > 64_000);
        }
    }

    @Test
    void newEventsOfManyFinishedScansCostNoMoreThanThoseOfFew() {
        tree.playExperiment();
        long few = readsOf(() -> tree.session().followNew(NodeFilter.all()).close());
        for (int number = 3; number < 40; number++) {
            SampleScans.play(tree.ascan(SampleScans.SAMPLE1, number));
        }
        long many = readsOf(() -> tree.session().followNew(NodeFilter.all()).close());
        assertThat(many).isLessThanOrEqualTo(few + 2); // a long question may come in several reads
        try (NodeWalk walk = tree.session().walkFromLast(NodeFilter.types(DataNode.SCAN))) {
            assertThat(walk.next().map(DataNode::name)).contains("1_ascan");
            SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 40));
            assertThat(walk.next().map(DataNode::name)).contains("40_ascan");
        }
    }

    private static long readsOf(Runnable action) {
        action.run(); // so that the connections are there
        long once = reads();
        long before = reads();
        action.run();
        return reads() - before - (before - once);
    }

    @Test
    void sessionsOfOtherWritersAreListed() {
        tree.playExperiment();
        try (Wire wire = tree.server().openData()) {
            String foreign = "foreign *";
            wire.call(
                    Command.HSET,
                    Keys.node(foreign),
                    Wire.utf8("version"),
                    Wire.utf8("v1.0"),
                    Wire.utf8("node_type"),
                    Wire.utf8("container"));
            wire.call(Command.XADD, Keys.children(foreign), Wire.utf8("*"), Keys.DB_NAME, Wire.utf8("x"));
            wire.call(Command.XADD, Keys.children("unfinished"), Wire.utf8("*"), Keys.DB_NAME, Wire.utf8("x"));
        }
        assertThat(tree.store().sessions()).extracting(DataNode::name).containsExactly("foreign *", "test_session");
        assertThat(commandStats()).doesNotContain("cmdstat_keys:");
    }

    @Test
    void aFieldThatCannotBeReadIsSaidToBeAndTheOthersAreThere() {
        tree.playExperiment();
        try (Wire wire = tree.server().openData()) {
            wire.call(Command.HSET, Keys.info(SCAN), Wire.utf8("broken"), Wire.utf8("cposix\nsystem\n."));
        }
        Map<String, Value> info = scan().info();
        assertThat(info).containsEntry("npoints", Value.of(10)).containsEntry("state", Value.of(4));
        assertThat(info.get("broken"))
                .isInstanceOfSatisfying(
                        Value.Unreadable.class,
                        broken -> assertThat(broken.toString()).contains("unreadable", "posix"));
    }

    @Test
    void pointsAreFoundByShortAndByFullNameAndClashesAreSaid() {
        ScanPublisher twice = tree.start(
                SampleScans.draft(
                        SampleScans.SAMPLE1,
                        Optional.empty(),
                        List.of(SampleScans.timer("timer"), SampleScans.timer("timer2"))),
                1);
        twice.prepared(Map.of());
        twice.append(0, Numbers.of(1.0), 1);
        twice.append(1, Numbers.of(2.0, 3), 1);
        twice.end(ScanState.DONE, "done");
        ScanData data = scan().data();
        assertThat(data.keySet()).containsExactly("elapsed_time", "timer2:elapsed_time");
        assertThat(data.channel("timer:elapsed_time")).isEqualTo(Numbers.of(1.0));
        assertThat(data.channel("timer2:elapsed_time")).isEqualTo(Numbers.of(2.0, 3));
        assertThatThrownBy(() -> data.channel("elapsed_time"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than one channel 'elapsed_time'")
                .hasMessageContaining(SCAN + ":timer2:elapsed_time");
        assertThatThrownBy(() -> data.channel("roby")).hasMessageContaining("no channel 'roby'");
    }

    @Test
    void aliasesOfOtherWritersAreKnown() {
        tree.playExperiment();
        assertThat(tree.channel(ROBY).alias()).isEmpty();
        assertThat(tree.channel(ROBY).aliasOrName()).isEqualTo("roby");
        assertThat(tree.channel(ROBY).aliasOrFullname()).isEqualTo("axis:roby");
        try (Wire wire = tree.server().openData()) {
            byte[] alias = bliss4j.pickle.PickleWriter.pickle(Value.of("energy"));
            wire.call(Command.HSET, Keys.info(ROBY), Wire.utf8("alias"), alias);
        }
        assertThat(tree.channel(ROBY).aliasOrName()).isEqualTo("energy");
        assertThat(tree.channel(ROBY).aliasOrFullname()).isEqualTo("energy");
    }

    @Test
    void anotherProcessHasAllPointsWhileTheScanRuns() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        assertThat(scanOf(tree.store())).isEmpty();
        for (int point = 0; point < 4; point++) {
            SampleScans.point(scan, point);
        }
        try (Follower follower = tree.follow(NodeFilter.all());
                DataStore other = RedisServer.at(
                                RedisAddress.parse(bliss4j.testing.RedisServer.url()), java.time.Duration.ofDays(1))
                        .store()) {
            new Diary().untilPoint(follower, "diode", 3);
            assertThat(((DataNode.Scan) other.node(SCAN).orElseThrow()).data().get("diode"))
                    .isEqualTo(Numbers.of(70.0, 67, 64, 61));
        }
        scan.end(ScanState.DONE, "done");
        assertThat(scan().data().get("diode")).extracting(NdArray::length).isEqualTo(4);
    }

    /** Names of channels with points; the scan's nodes may not be there yet. */
    private static List<String> scanOf(DataStore store) {
        return store.node(SCAN).map(node -> ((DataNode.Scan) node).data()).stream()
                .flatMap(data -> data.entrySet().stream())
                .filter(entry -> entry.getValue().length() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
