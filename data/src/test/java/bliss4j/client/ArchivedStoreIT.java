package bliss4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.DataLostException;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanPublisher;
import bliss4j.redis.RedisException;
import bliss4j.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Redis has let go comes from files, by the same call; what nobody has is said to be lost. */
@ExtendWith(LeakCheck.class)
class ArchivedStoreIT {
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";
    private static final String ROBY = SCAN + ":axis:roby";
    private static final Numbers ALL = Numbers.of(0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    @TempDir
    private Path folder;

    private SavedTree tree;

    @BeforeEach
    void open() {
        tree = new SavedTree(folder);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private static List<String> scans(DataNode node) {
        return node.walk(NodeFilter.types(DataNode.SCAN)).map(DataNode::dbName).toList();
    }

    private DataNode session() {
        return tree.store().node("test_session").orElseThrow();
    }

    /** How often Redis did each command since its counters were reset. */
    private Map<String, Integer> calls() {
        Matcher lines = Pattern.compile("cmdstat_(\\S+?):calls=(\\d+)")
                .matcher(tree.redis().command("INFO commandstats"));
        return lines.results()
                .collect(java.util.stream.Collectors.toMap(
                        line -> line.group(1), line -> Integer.parseInt(line.group(2))));
    }

    @Test
    void whatRedisHasIsReadFromRedisAloneInOneRoundTrip() throws IOException {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        Files.delete(tree.file(SampleScans.SAMPLE1));
        DataNode.Channel roby = tree.channel(ROBY);
        tree.redis().command("CONFIG RESETSTAT");
        assertThat(roby.get(0, -1)).isEqualTo(ALL);
        assertThat(calls())
                .containsEntry("xrange", 1)
                .containsEntry("xrevrange", 1)
                .containsEntry("exists", 1);
        assertThat(calls()).doesNotContainKeys("hgetall", "hget", "hmget", "keys", "scan");
        tree.redis().command("CONFIG RESETSTAT");
        assertThat(roby.length()).isEqualTo(10);
        assertThat(scans(session())).containsExactly(SCAN);
        assertThat(tree.store().node(SCAN).orElseThrow().info()).containsEntry("scan_nb", Value.of(1));
        assertThat(calls()).doesNotContainKeys("keys", "scan").containsEntry("hgetall", 1);
    }

    @Test
    void theHeadComesFromTheFileAndTheTailFromRedisWhileTheScanRuns() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        tree.points(scan, 0, 6);
        Awaitility.await().until(() -> durable() == 6);
        tree.trim();
        tree.points(scan, 6, 10);
        DataNode.Channel roby = tree.channel(ROBY);
        assertThat(roby.get(0, -1)).isEqualTo(ALL);
        assertThat(roby.get(2, 9)).isEqualTo(ALL.slice(2, 9));
        assertThat(roby.get(0)).contains(ALL.row(0));
        assertThat(((DataNode.Scan) tree.store().node(SCAN).orElseThrow()).data())
                .containsEntry("roby", ALL);
        scan.end(ScanState.DONE, "done");
    }

    private long durable() {
        Value all = tree.store().node(SCAN).map(DataNode::info).orElse(Map.of()).get("durable_index");
        return all == null ? 0 : all.at("axis:roby").asLong();
    }

    @Test
    void anExpiredScanIsOfTheSameKindWithTheSameInfoAndBelongsToTheSameStore() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        DataNode.Scan before = (DataNode.Scan) tree.store().node(SCAN).orElseThrow();
        Map<String, Value> info = new java.util.HashMap<>(before.info());
        info.remove("durable_index"); // of no use in a file
        tree.expire();
        DataNode.Scan scan = (DataNode.Scan) tree.store().node(SCAN).orElseThrow();
        assertThat(scan).isEqualTo(before);
        assertThat(scan.info()).isEqualTo(info);
        assertThat(scan.state()).contains(ScanState.DONE);
        assertThat(scan.walk(NodeFilter.all()))
                .hasSize(7)
                .allMatch(node -> node.store().equals(tree.store()));
        assertThat(scan.parent().map(DataNode::name)).contains("sample1");
        assertThat(before.data()).isEqualTo(scan.data()).containsEntry("roby", ALL);
    }

    @Test
    void walkListsWhatRedisHasAndTheArchiveAlsoWhatFilesHave() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 2));
        SampleScans.play(tree.unsaved(SampleScans.SAMPLE1, 3));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 4));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 10));
        tree.expire("sample1:2_ascan");
        tree.expire("sample1:4_ascan");
        String directory = "test_session:mnt:c:tmp:sample1:";
        assertThat(scans(session()))
                .containsExactly(directory + "1_ascan", directory + "3_ascan", directory + "10_ascan");
        assertThat(scans(session().archived()))
                .containsExactly(
                        directory + "1_ascan",
                        directory + "2_ascan",
                        directory + "3_ascan",
                        directory + "4_ascan",
                        directory + "10_ascan");
        tree.expire();
        assertThat(scans(session())).isEmpty();
        assertThat(scans(session().archived())).hasSize(4);
    }

    @Test
    void onlyTheFilesOfADirectoryAreOpened() throws IOException {
        ScanDirectory sample10 = SampleScans.directory("sample10");
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(tree.ascan(sample10, 1));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE2, 1));
        tree.expire();
        Files.delete(tree.file(sample10));
        Files.writeString(tree.file(SampleScans.SAMPLE2), "no HDF5");
        assertThat(tree.channel(ROBY).get(0, -1)).isEqualTo(ALL);
        assertThat(tree.store().node("test_session:mnt:c:tmp:sample1:2_ascan")).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        tree.points(scan, 0, 10);
        scan.end(ScanState.DONE, "done");
        DataNode.Channel roby = tree.channel(ROBY);
        tree.trim();
        Path file = tree.file(SampleScans.SAMPLE1);
        Path moved = Files.move(file, folder.resolve("moved.h5"));
        assertThatThrownBy(() -> roby.get(0, -1))
                .isInstanceOf(DataLostException.class)
                .hasMessageContaining("points 0 to 8 ")
                .hasMessageContaining(ROBY)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("there is no");
        tree.expire();
        assertThatThrownBy(() -> roby.get(3, 5))
                .isInstanceOf(DataLostException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(roby::length).isInstanceOf(DataLostException.class).hasMessageContaining(file.toString());
        Files.move(moved, file);
        assertThat(roby.get(0, -1)).isEqualTo(ALL);
    }

    @Test
    void aScanThatIsInNoFileIsLostWhenRedisLetsItGo() {
        SampleScans.play(tree.unsaved(SampleScans.SAMPLE1, 1));
        DataNode.Channel roby = tree.channel(ROBY);
        tree.expire();
        assertThatThrownBy(() -> roby.get(0, -1))
                .isInstanceOf(DataLostException.class)
                .hasMessageContaining("no file is known");
        assertThat(tree.store().node(ROBY)).isEmpty();
    }

    @Test
    void aScanThatGoesWhileItIsReadIsWhole() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            ScanDirectory directory = SampleScans.directory("round" + round);
            SampleScans.play(tree.ascan(directory, 1));
            DataNode.Scan scan = (DataNode.Scan)
                    tree.store().node(directory.dbName() + ":1_ascan").orElseThrow();
            Thread expiry = Thread.ofVirtual().start(tree::expire);
            Map<String, NdArray> data = scan.data();
            assertThat(data.keySet()).containsExactly("roby", "elapsed_time", "diode");
            assertThat(data).containsEntry("roby", ALL);
            expiry.join();
        }
    }

    @Test
    void withoutRedisScansThatHaveEndedAreReadFromFiles() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        ScanPublisher running = tree.ascan(SampleScans.SAMPLE1, 2);
        running.prepared(Map.of());
        DataNode.Scan scan = (DataNode.Scan) tree.store().node(SCAN).orElseThrow();
        DataNode unfinished =
                tree.store().node("test_session:mnt:c:tmp:sample1:2_ascan").orElseThrow();
        DataNode session = session();
        tree.redis().kill();
        assertThat(scan.data()).containsEntry("roby", ALL);
        assertThat(scan.info()).containsEntry("scan_nb", Value.of(1));
        assertThat(tree.channel(ROBY).length()).isEqualTo(10);
        assertThatThrownBy(unfinished::info).isInstanceOf(RedisException.class);
        assertThatThrownBy(session::children).isInstanceOf(RedisException.class);
        assertThatThrownBy(() -> tree.store().node("unknown")).isInstanceOf(RedisException.class);
        assertThat(scans(session.archived())).containsExactly(SCAN, "test_session:mnt:c:tmp:sample1:2_ascan");
        running.end(ScanState.ABORTED, "enough");
        assertThat(unfinished.info()).containsEntry("state", Value.of(5));
        tree.redis().restart(true); // which the scan that has just ended is still waiting for
        Awaitility.await().until(() -> scans(session()).contains(unfinished.dbName()));
    }

    @Test
    void anExpiredScanIsFollowedFromTheStart() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        tree.expire();
        try (var follower = tree.store().node(SCAN).orElseThrow().follow(NodeFilter.all())) {
            bliss4j.data.Diary diary = new bliss4j.data.Diary().untilEnds(follower, 1);
            assertThat(diary.checked()).containsEntry(ROBY, ALL);
            assertThat(diary.events()).allMatch(event -> event.node().store().equals(tree.store()));
        }
    }

    @Test
    void theRegistryLostWithRedisIsFoundAtHome() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        tree.redis().command("FLUSHALL");
        assertThat(tree.channel(ROBY).get(0, -1)).isEqualTo(ALL);
        assertThat(Optional.ofNullable(tree.redis().command("EXISTS bliss4j:files:test_session")))
                .contains("1");
    }

    @Test
    void sessionsAreListedWithoutRedisFromTheCopyAtHome() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        assertThat(tree.store().sessions()).extracting(DataNode::name).containsExactly("test_session");
        tree.redis().kill();
        assertThat(tree.store().sessions()).extracting(DataNode::name).containsExactly("test_session");
        DataNode session = tree.store().archive().sessions().getFirst();
        assertThat(scans(session)).containsExactly(SCAN);
        assertThat(((DataNode.Scan)
                                session.last(NodeFilter.types(DataNode.SCAN)).orElseThrow())
                        .data()
                        .get("roby"))
                .isEqualTo(ALL);
    }

    /** Whoever only reads finds what the home knows, and changes neither that nor Redis. */
    @Test
    void aConnectionFindsTheFilesThatAHomeKnowsWhenRedisHasLostAll() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        tree.redis().command("FLUSHALL");
        try (DataStore data = Bliss.connect(tree.redis().url(), folder.resolve("another"))) {
            assertThat(data.node(ROBY)).isEmpty();
        }
        try (DataStore data = Bliss.connect(tree.redis().url(), folder)) {
            assertThat(((DataNode.Channel) data.node(ROBY).orElseThrow()).get(0, -1))
                    .isEqualTo(ALL);
            assertThat(data.archive().sessions()).extracting(DataNode::name).containsExactly("test_session");
        }
        assertThat(tree.redis().command("DBSIZE")).isEqualTo("0");
    }
}
