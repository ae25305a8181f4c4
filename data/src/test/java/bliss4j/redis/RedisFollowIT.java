package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.block.DataException;
import bliss4j.data.DataEvent;
import bliss4j.data.DataLostException;
import bliss4j.data.DataNode;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Protocol.Command;

@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class RedisFollowIT {
    private static final String FIRST_KEPT = "3";
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";
    private static final String ROBY = SCAN + ":axis:roby";
    private static final String ELAPSED = SCAN + ":axis:timer:elapsed_time";
    private static final String DIODE = SCAN + ":axis:timer:diode:diode";

    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    private static void checkPlayed(Diary diary) {
        Map<String, NdArray> data = diary.checked();
        assertThat(data.get(ROBY)).isEqualTo(Numbers.of(0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(data.get(DIODE)).isEqualTo(Numbers.of(70.0, 67, 64, 61, 58, 55, 52, 49, 46, 43));
        assertThat(data.get(ELAPSED)).extracting(NdArray::length).isEqualTo(10);
        assertThat(data).hasSize(3);
        assertThat(diary.events().getLast()).isInstanceOf(DataEvent.EndScan.class);
    }

    @Test
    void followersFromBeforeDuringAndAfterTheScanAreToldTheSame() {
        Follower before = tree.follow(NodeFilter.all());
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        for (int point = 0; point < 5; point++) {
            SampleScans.point(scan, point);
        }
        Follower during = tree.follow(NodeFilter.all());
        Diary half = new Diary().untilPoint(during, "diode", 4);
        for (int point = 5; point < 10; point++) {
            SampleScans.point(scan, point);
        }
        scan.end(ScanState.DONE, "done");
        Diary first = new Diary().untilEnds(before, 1);
        Diary second = half.untilEnds(during, 1);
        Diary third = new Diary().untilEnds(tree.follow(NodeFilter.all()), 1);
        for (Diary diary : List.of(first, second, third)) {
            checkPlayed(diary);
        }
        assertThat(first.structure()).isEqualTo(second.structure()).isEqualTo(third.structure());
        assertThat(first.structure())
                .contains("event.PREPARED_SCAN " + SCAN, "event.END_SCAN " + SCAN)
                .hasSize(11);
    }

    @Test
    void eventsOfALiveScanComeInThePagesOrder() {
        Follower follower = tree.follow(NodeFilter.types(DataNode.CHANNEL));
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        Diary diary = new Diary().untilNode(follower, "diode");
        assertThat(follower.poll()).isEmpty(); // it listens to all three now
        for (int point = 0; point < 3; point++) {
            SampleScans.point(scan, point);
            diary.untilPoint(follower, "diode", point);
        }
        scan.end(ScanState.DONE, "done");
        assertThat(diary.lines().subList(0, 3))
                .containsExactly("event.NEW_NODE roby", "event.NEW_NODE elapsed_time", "event.NEW_NODE diode");
        assertThat(diary.lines().subList(3, 12))
                .containsExactly(
                        "event.NEW_DATA_IN_CHANNEL elapsed_time",
                        "event.NEW_DATA_IN_CHANNEL roby",
                        "event.NEW_DATA_IN_CHANNEL diode",
                        "event.NEW_DATA_IN_CHANNEL elapsed_time",
                        "event.NEW_DATA_IN_CHANNEL roby",
                        "event.NEW_DATA_IN_CHANNEL diode",
                        "event.NEW_DATA_IN_CHANNEL elapsed_time",
                        "event.NEW_DATA_IN_CHANNEL roby",
                        "event.NEW_DATA_IN_CHANNEL diode");
    }

    @Test
    void atTheEndTheInfoIsFinal() {
        Follower follower = tree.follow(NodeFilter.types(DataNode.SCAN));
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.end(ScanState.ABORTED, "stopped by hand");
        Diary diary = new Diary().untilEnds(follower, 1);
        assertThat(diary.lines()).containsExactly("event.NEW_NODE 1_ascan", "event.END_SCAN 1_ascan");
        DataNode.Scan node = (DataNode.Scan) diary.events().getLast().node();
        assertThat(node.state()).contains(ScanState.ABORTED);
        assertThat(node.info()).containsKeys("end_timestamp", "end_time", "end_time_str", "points");
    }

    @Test
    void tenFollowersOfARunningScanAreEachToldEverything() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        List<FutureTask<Diary>> readers = new ArrayList<>();
        Random random = new Random(20);
        for (int point = 0; point < 300; point++) {
            if (point % 30 == 7) {
                FutureTask<Diary> reader = new FutureTask<>(this::followWithPauses);
                readers.add(reader);
                Thread.ofVirtual().name("bliss-test-follower-" + point).start(reader);
            }
            SampleScans.point(scan, point);
            LockSupport.parkNanos(random.nextInt(2_000_000));
        }
        scan.end(ScanState.DONE, "done");
        assertThat(readers).hasSize(10).allSatisfy(reader -> {
            Map<String, NdArray> data = reader.get(30, TimeUnit.SECONDS).checked();
            assertThat(data.get(ROBY)).isEqualTo(tree.channel(ROBY).get(0, -1));
            assertThat(data.get(DIODE)).isEqualTo(tree.channel(DIODE).get(0, -1));
            assertThat(data.get(ELAPSED)).extracting(NdArray::length).isEqualTo(300);
        });
    }

    private Diary followWithPauses() {
        Random random = new Random(Thread.currentThread().threadId());
        try (Follower follower = tree.follow(node -> {
            LockSupport.parkNanos(random.nextInt(1_000_000));
            return true;
        })) {
            return new Diary().untilEnds(follower, 1);
        }
    }

    @Test
    void aFollowerThatIsLeftBehindReadsAgainAndIsToldEverything() {
        Follower slow = tree.follow(NodeFilter.all());
        Follower fast = tree.follow(NodeFilter.all());
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        Diary slowDiary = new Diary().untilPoint(slow, "diode", playPoint(scan, 0));
        Diary fastDiary = new Diary().untilPoint(fast, "diode", 0);
        for (int point = 1; point < 600; point++) {
            fastDiary.untilPoint(fast, "diode", playPoint(scan, point)); // so that each point is a reply of its own
        }
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 2));
        scan.end(ScanState.DONE, "done");
        Map<String, NdArray> slowData = slowDiary.untilEnds(slow, 2).checked();
        Map<String, NdArray> fastData = fastDiary.untilEnds(fast, 2).checked();
        assertThat(slowData).isEqualTo(fastData);
        assertThat(slowData.get(ROBY)).extracting(NdArray::length).isEqualTo(600);
        assertThat(slowDiary.structure()).isEqualTo(fastDiary.structure());
    }

    private static int playPoint(ScanPublisher scan, int point) {
        SampleScans.point(scan, point);
        return point;
    }

    @Test
    void whatIsFilteredOutIsStillDescendedInto() {
        tree.playExperiment();
        Diary diary = new Diary();
        Follower follower =
                tree.follow(node -> node instanceof DataNode.Scan || node.name().equals("roby"));
        diary.untilEnds(follower, 3);
        diary.checked();
        assertThat(new HashSet<>(diary.lines()))
                .containsExactlyInAnyOrder(
                        "event.NEW_NODE 1_ascan",
                        "event.NEW_NODE 2_ascan",
                        "event.PREPARED_SCAN 1_ascan",
                        "event.PREPARED_SCAN 2_ascan",
                        "event.NEW_NODE roby",
                        "event.NEW_DATA_IN_CHANNEL roby",
                        "event.END_SCAN 1_ascan",
                        "event.END_SCAN 2_ascan");
    }

    @Test
    void aSessionWhoseNameStartsAlikeIsNotFollowed() {
        Follower follower = tree.store().session("test").follow(NodeFilter.all());
        Diary other = new Diary();
        Follower everything = tree.follow(NodeFilter.all());
        tree.playExperiment();
        other.untilEnds(everything, 3);
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void aSessionIsToldOnceItExists() {
        Follower follower = tree.follow(NodeFilter.types(DataNode.CONTAINER));
        assertThat(follower.poll()).isEmpty();
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        assertThat(new Diary().untilNode(follower, "sample1").lines())
                .containsExactly("event.NEW_NODE test_session", "event.NEW_NODE sample1");
    }

    @Test
    void readyIsSaidOnceBetweenHistoryAndWhatComes() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        Follower follower = tree.follow(NodeFilter.types(DataNode.SCAN));
        AtomicInteger ready = new AtomicInteger();
        follower.onReady(ready::incrementAndGet);
        new Diary().untilEnds(follower, 1);
        assertThat(ready).hasValue(0);
        assertThat(follower.poll()).isEmpty();
        assertThat(ready).hasValue(1);
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 2));
        new Diary().untilEnds(follower, 1);
        assertThat(follower.poll()).isEmpty();
        assertThat(ready).hasValue(1);
    }

    @Test
    void closeEndsAWaitAtOnceFromAnyThread() throws InterruptedException, ExecutionException, TimeoutException {
        Follower follower = tree.follow(NodeFilter.types("nothing"));
        CompletableFuture<Optional<DataEvent>> waiting = new CompletableFuture<>();
        CountDownLatch ready = new CountDownLatch(1);
        follower.onReady(ready::countDown);
        Thread.ofPlatform().daemon(true).name("bliss-test-wait").start(() -> waiting.complete(follower.next()));
        assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
        long from = System.nanoTime();
        follower.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
        assertThat(follower.closed()).isTrue();
        assertThat(follower.next()).isEmpty();
        follower.close();
    }

    @Test
    void closingTheStoreEndsEveryWaitAlsoOfWhatFollowsAnEndedScan() throws InterruptedException {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        List<Thread> waiting = new ArrayList<>();
        for (String start : List.of("test_session", SCAN)) {
            Follower follower = tree.store().node(start).orElseThrow().follow(NodeFilter.all());
            new Diary().untilEnds(follower, 1);
            waiting.add(Thread.ofVirtual().name("bliss-test-wait-" + start).start(() -> {
                Optional<DataEvent> unused = follower.next();
            }));
        }
        tree.close();
        for (Thread thread : waiting) {
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(tree.follow(NodeFilter.all()).next()).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws InterruptedException, ExecutionException, TimeoutException {
        for (Thread.Builder kind : List.of(Thread.ofPlatform().daemon(true), Thread.ofVirtual())) {
            try (Follower follower = tree.follow(NodeFilter.types("nothing"))) {
                CountDownLatch ready = new CountDownLatch(1);
                follower.onReady(ready::countDown);
                CompletableFuture<Boolean> flag = new CompletableFuture<>();
                Thread thread = kind.name("bliss-test-wait").start(() -> {
                    boolean empty = follower.next().isEmpty();
                    flag.complete(empty && Thread.currentThread().isInterrupted());
                });
                assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
                thread.interrupt();
                assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
                assertThat(follower.closed()).isFalse();
            }
        }
    }

    @Test
    void nextGivesUpAfterItsLimit() {
        Follower follower = tree.follow(NodeFilter.types("nothing"));
        long from = System.nanoTime();
        assertThat(follower.next(Duration.ofMillis(300))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
    }

    @Test
    void pointsThatAreGoneAreSaidToBeLost() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        for (int point = 0; point < 5; point++) {
            scan.append(0, Numbers.of((double) point), 1);
            new Diary().untilPoint(tree.follow(NodeFilter.all()), "roby", point); // so that each is an entry of its own
        }
        try (Wire wire = tree.server().openData()) {
            wire.call(Command.XTRIM, Keys.data(ROBY), Wire.utf8("MINID"), Wire.utf8(FIRST_KEPT));
        }
        scan.end(ScanState.DONE, "done");
        Diary diary = new Diary()
                .untilEnds(
                        tree.follow(node ->
                                node.name().equals("roby") || node.name().equals("1_ascan")),
                        1);
        assertThat(diary.events().stream()
                        .filter(event -> event.node().name().equals("roby"))
                        .map(Object::toString))
                .anySatisfy(lost -> assertThat(lost).contains("DataLost", "from=0, to=2"))
                .anySatisfy(data -> assertThat(data).contains("NewData", "firstIndex=2"));
        assertThatThrownBy(() -> tree.channel(ROBY).get(0, -1))
                .isInstanceOf(DataLostException.class)
                .hasMessageContaining("points 0 to 1 of " + ROBY);
        assertThatThrownBy(() -> tree.channel(ROBY).get(0, 1)).hasMessageContaining("points 0 to 0 of " + ROBY);
        assertThatThrownBy(() -> tree.channel(ROBY).get(1)).isInstanceOf(DataLostException.class);
        assertThat(tree.channel(ROBY).get(2, 4)).isEqualTo(Numbers.of(2.0, 3));
    }

    @Test
    void anEntryThatCannotBeReadIsSaidOnceAndTheRestGoesOn() {
        Follower follower = tree.follow(NodeFilter.all());
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        SampleScans.point(scan, 0);
        Diary diary = new Diary().untilPoint(follower, "diode", 0);
        try (Wire wire = tree.server().openData()) {
            wire.call(Command.XADD, Keys.data(ELAPSED), Wire.utf8("2-0"), Keys.EVENT, Keys.CHANNELDATA);
        }
        assertThatThrownBy(() -> diary.untilPoint(follower, "elapsed_time", 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2-0");
        scan.append(0, Numbers.of(1.0), 1);
        scan.end(ScanState.DONE, "done");
        assertThat(diary.untilEnds(follower, 1).checked().get(ROBY)).isEqualTo(Numbers.of(0.0, 1));
    }

    @Test
    void aStoreThatWasNeverFollowedMayBeClosedTwice() {
        LiveTree unused = new LiveTree(bliss4j.testing.RedisServer.url());
        unused.close();
        unused.close();
        assertThat(unused.server().address().toString()).startsWith("redis://");
    }
}
