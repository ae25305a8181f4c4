package bliss4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.NodeWalk;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.nexus.ScansUntilKilled;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Followers of what Redis has, has in part, and has no more are told the same. */
@ExtendWith(LeakCheck.class)
class ArchivedFollowIT {
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";
    private static final String ROBY = SCAN + ":axis:roby";

    private static final Duration LIMIT = Duration.ofSeconds(30);

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

    private Follower follow(DataNode node) {
        return node.follow(NodeFilter.all());
    }

    private Diary story(DataNode node) {
        try (Follower follower = follow(node)) {
            return new Diary().untilEnds(follower, 1);
        }
    }

    private DataNode scan() {
        return tree.store().node(SCAN).orElseThrow();
    }

    private static Numbers upTo(int points) {
        double[] all = new double[points];
        Arrays.setAll(all, i -> i);
        return Numbers.of(all);
    }

    @Test
    void theStoryOfAScanIsTheSameWhoeverHasIt() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        for (int point = 0; point < 2000; point++) {
            SampleScans.point(scan, point);
        }
        scan.end(ScanState.DONE, "done");
        Diary inRedis = story(scan());
        tree.trim();
        Diary trimmed = story(scan());
        tree.expire();
        Diary expired = story(scan());

        assertThat(inRedis.checked()).containsEntry(ROBY, upTo(2000)).hasSize(3);
        for (Diary other : List.of(trimmed, expired)) {
            assertThat(other.checked()).isEqualTo(inRedis.checked());
            assertThat(other.structure()).isEqualTo(inRedis.structure());
            assertThat(other.events()).allMatch(event -> event.node().store().equals(tree.store()));
        }
    }

    @Test
    void aFollowerThatComesLateIsToldTheHeadFromTheFileWhileTheScanRuns() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        for (int point = 0; point < 1500; point++) {
            SampleScans.point(scan, point);
        }
        Awaitility.await().until(() -> durable() == 1500);
        tree.trim();
        try (Follower late = follow(tree.store().session("test_session"))) {
            Diary diary = new Diary().untilPoint(late, "roby", 1499);
            for (int point = 1500; point < 3000; point++) {
                SampleScans.point(scan, point);
            }
            Awaitility.await().until(() -> durable() == 3000);
            tree.trim();
            scan.end(ScanState.DONE, "done");
            Map<String, NdArray> told = diary.untilEnds(late, 1).checked();
            assertThat(told).containsEntry(ROBY, upTo(3000));
        }
    }

    private long durable() {
        return java.util.Optional.ofNullable(scan().info().get("durable_index"))
                .map(all -> all.at("axis:roby").asLong())
                .orElse(0L);
    }

    @Test
    void aScanThatGoesInTheMiddleOfTheStoryIsToldToItsEnd() {
        for (int stop = 1; stop < 10; stop++) {
            SampleScans.play(tree.ascan(SampleScans.SAMPLE1, stop));
            String name = "test_session:mnt:c:tmp:sample1:" + stop + "_ascan";
            try (Follower follower = follow(tree.store().session("test_session"))) {
                Diary diary = new Diary().untilNode(follower, stop + "_ascan");
                for (int i = 1; i < stop; i++) {
                    diary.untilOne(follower);
                }
                tree.expire(name);
                diary.untilEndOf(follower, name);
                assertThat(diary.checked())
                        .containsEntry(name + ":axis:roby", upTo(10))
                        .hasSize(3);
                assertThat(diary.structure()).hasSize(11);
            }
            tree.expire();
        }
    }

    @Test
    void whatNobodyHasIsToldAsLostWithTheFileItShouldBeIn() throws IOException {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        tree.points(scan, 0, 10);
        scan.end(ScanState.DONE, "done");
        tree.trim();
        Path file = tree.file(SampleScans.SAMPLE1);
        Files.delete(file);
        List<DataEvent> events = story(scan()).events();
        Set<String> lost = events.stream()
                .filter(DataEvent.DataLost.class::isInstance)
                .map(event -> ((DataEvent.DataLost) event).expectedIn())
                .collect(java.util.stream.Collectors.toSet());
        assertThat(lost).isNotEmpty().allMatch(where -> where.contains(file.toString()));
    }

    private DataNode archivedSession() {
        return tree.store().session("test_session").archived();
    }

    /** Scans 1 and 2 of sample1 and one of sample2 are in files only, scan 3 of sample1 is in Redis, scan 4 comes. */
    @Test
    void aSessionIsFollowedWithItsArchiveFromItsFirstScanToTheNext() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE2, 1));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 2));
        tree.expire();
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 3));
        AtomicInteger ready = new AtomicInteger();
        try (Follower follower = follow(archivedSession())) {
            follower.onReady(ready::incrementAndGet);
            Diary diary = new Diary().untilEnds(follower, 4);
            assertThat(ready).hasValue(0);
            assertThat(follower.poll()).isEmpty();
            assertThat(ready).hasValue(1);
            SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 4));
            diary.untilEnds(follower, 1);
            assertThat(diary.checked()).hasSize(15).containsEntry(ROBY, upTo(10));
            assertThat(diary.lines().stream().filter(line -> line.endsWith("scan")))
                    .filteredOn(line -> line.startsWith("event.END_SCAN"))
                    .containsExactly(
                            "event.END_SCAN 1_ascan",
                            "event.END_SCAN 2_ascan",
                            "event.END_SCAN 1_ascan",
                            "event.END_SCAN 3_ascan",
                            "event.END_SCAN 4_ascan");
            follower.signal();
            assertThat(follower.next(LIMIT).orElseThrow()).isInstanceOf(DataEvent.External.class);
        }
    }

    @Test
    void aWalkWithTheArchiveGoesOnLiveAfterAllHasExpired() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 2));
        tree.expire();
        try (NodeWalk walk = archivedSession().walkLive(NodeFilter.types(DataNode.CONTAINER, DataNode.SCAN))) {
            List<String> names = new ArrayList<>();
            while (names.size() < 4) {
                names.add(walk.next(LIMIT).orElseThrow().name());
            }
            assertThat(walk.poll()).isEmpty();
            SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 3));
            names.add(walk.next(LIMIT).orElseThrow().name());
            assertThat(names).containsExactly("test_session", "sample1", "1_ascan", "2_ascan", "3_ascan");
            assertThat(walk.poll()).isEmpty();
        }
        try (NodeWalk fresh = archivedSession().walkNew(NodeFilter.types(DataNode.SCAN))) {
            assertThat(fresh.poll()).isEmpty();
        }
    }

    @Test
    void aClosedFollowerOfTheArchiveTellsNothingMore() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        tree.expire();
        Follower follower = follow(archivedSession());
        assertThat(follower.next(LIMIT)).isPresent();
        follower.close();
        assertThat(follower.next()).isEmpty();
        assertThat(follower.closed()).isTrue();
    }

    /** Somebody else measures on: reading the archive waits for nobody and is never wrong. */
    @Test
    void scansAreReadFromTheirFileWhileAnotherProcessWritesIt() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        Path file = tree.file(SampleScans.SAMPLE1);
        tree.expire();
        try (ChildJvm writer = ChildJvm.start(ScansUntilKilled.class, file.toString(), "50", "5000000")) {
            writer.waitFor("begins");
            for (int scan = 0; scan < 3; scan++) {
                writer.waitFor("claimed ");
                for (int i = 0; i < 30; i++) {
                    assertThat(tree.channel(ROBY).get(0, -1)).isEqualTo(upTo(10));
                    assertThat(story(scan()).checked())
                            .containsEntry(ROBY, upTo(10))
                            .hasSize(3);
                }
            }
            writer.kill9();
        }
        assertThat(tree.channel(ROBY).get(0, -1)).isEqualTo(upTo(10));
    }
}
