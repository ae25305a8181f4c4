package bliss4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What walks and followers of every store that shows running scans promise. */
public abstract class LiveContract {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final NodeFilter SCANS = NodeFilter.types(DataNode.SCAN);

    /** The store under test, empty at the start; the same one during a test. */
    protected abstract DataStore store();

    protected abstract ScanPublisher start(ScanDescription scan);

    final ScanPublisher ascan(int number) {
        return start(SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(number));
    }

    final DataNode session() {
        return store().session("test_session");
    }

    private static List<String> take(LiveSequence<DataNode> walk, int count) {
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            names.add(walk.next(LIMIT).orElseThrow().name());
        }
        return names;
    }

    @Test
    void aLiveWalkGivesWhatExistsAndThenWhatIsNew() {
        SampleScans.play(ascan(1));
        AtomicInteger ready = new AtomicInteger();
        try (NodeWalk walk = session().walkLive(NodeFilter.all())) {
            walk.onReady(ready::incrementAndGet);
            assertThat(take(walk, 9))
                    .containsExactlyElementsOf(
                            session().walk(NodeFilter.all()).map(DataNode::name).toList());
            assertThat(ready).hasValue(0);
            assertThat(walk.poll()).isEmpty();
            assertThat(ready).hasValue(1);
            SampleScans.play(ascan(2));
            assertThat(take(walk, 7))
                    .containsExactly("2_ascan", "axis", "roby", "timer", "elapsed_time", "diode", "diode");
            assertThat(walk.next(Duration.ofMillis(50))).isEmpty();
            assertThat(ready).hasValue(1);
        }
    }

    @Test
    void aWalkFromTheLastGivesItAndThenWhatIsNew() {
        try (NodeWalk walk = session().walkFromLast(SCANS)) {
            assertThat(walk.poll()).isEmpty();
        }
        for (int number = 1; number <= 4; number++) {
            SampleScans.play(ascan(number));
        }
        assertThat(session().last(SCANS).map(DataNode::name)).contains("4_ascan");
        assertThat(session().last(NodeFilter.all()).map(DataNode::name)).contains("diode");
        assertThat(session().last(NodeFilter.types(DataNode.IMAGE))).isEmpty();
        try (NodeWalk walk = session().walkFromLast(SCANS)) {
            assertThat(take(walk, 1)).containsExactly("4_ascan");
            assertThat(walk.poll()).isEmpty();
            SampleScans.play(ascan(5));
            assertThat(take(walk, 1)).containsExactly("5_ascan");
        }
    }

    @Test
    void aWalkOfNewNodesLeavesOutWhatExists() {
        SampleScans.play(ascan(1));
        ScanPublisher running = ascan(2);
        awaitNode("2_ascan");
        try (NodeWalk walk = session().walkNew(SCANS)) {
            SampleScans.play(running);
            SampleScans.play(ascan(3));
            assertThat(take(walk, 1)).containsExactly("3_ascan");
            assertThat(walk.poll()).isEmpty();
        }
    }

    /** Returns once a scan is there with all its nodes. */
    private void awaitNode(String scan) {
        try (NodeWalk walk = session().walkLive(node -> node.dbName().endsWith(scan + ":axis:timer:diode:diode"))) {
            assertThat(walk.next(LIMIT)).isPresent();
        }
    }

    @Test
    void newEventsBeginWithTheFirstNewPoint() {
        ScanPublisher scan = ascan(1);
        scan.prepared(Map.of());
        for (int point = 0; point < 5; point++) {
            SampleScans.point(scan, point);
        }
        try (Follower history = session().follow(NodeFilter.all())) {
            new Diary().untilPoint(history, "diode", 4);
        }
        try (Follower fresh =
                session().followNew(node -> node.name().equals("roby") || node instanceof DataNode.Scan)) {
            SampleScans.point(scan, 5);
            SampleScans.point(scan, 6);
            scan.end(ScanState.DONE, "done");
            Diary diary = new Diary().untilEnds(fresh, 1);
            assertThat(diary.events().getFirst())
                    .isInstanceOfSatisfying(
                            DataEvent.NewData.class,
                            data -> assertThat(data.firstIndex()).isEqualTo(5));
            assertThat(diary.events().stream()
                            .filter(DataEvent.NewData.class::isInstance)
                            .map(event -> ((DataEvent.NewData) event).points())
                            .mapToInt(points -> points.length()))
                    .satisfies(lengths -> assertThat(
                                    lengths.stream().mapToInt(Integer::intValue).sum())
                            .isEqualTo(2));
            assertThat(diary.lines()).endsWith("event.END_SCAN 1_ascan").doesNotContain("event.PREPARED_SCAN 1_ascan");
        }
    }

    @Test
    void whatHappensToNodesIsNotToldToAWalk() {
        SampleScans.play(ascan(1));
        try (NodeWalk walk = session().walkLive(NodeFilter.types(DataNode.SCAN, DataNode.CHANNEL))) {
            assertThat(take(walk, 4)).containsExactly("1_ascan", "roby", "elapsed_time", "diode");
            assertThat(walk.poll()).isEmpty();
        }
    }

    @Test
    void aLoopOverALiveWalkEndsAtOnceWhenAnotherThreadClosesIt()
            throws InterruptedException, ExecutionException, TimeoutException {
        SampleScans.play(ascan(1));
        List<String> seen = new ArrayList<>();
        CountDownLatch ready = new CountDownLatch(1);
        NodeWalk walk = session().walkLive(SCANS);
        walk.onReady(ready::countDown);
        FutureTask<List<String>> loop = new FutureTask<>(() -> {
            for (DataNode scan : walk) {
                seen.add(scan.name());
            }
            return seen;
        });
        Thread.ofVirtual().name("bliss-test-loop").start(loop);
        assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
        long from = System.nanoTime();
        walk.close();
        assertThat(loop.get(30, TimeUnit.SECONDS)).containsExactly("1_ascan");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
        assertThat(walk.closed()).isTrue();
        assertThat(walk.next()).isEmpty();
    }

    @Test
    void anInterruptEndsALoopAndStaysSet() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch ready = new CountDownLatch(1);
        try (NodeWalk walk = session().walkLive(SCANS)) {
            walk.onReady(ready::countDown);
            FutureTask<Boolean> loop = new FutureTask<>(() -> {
                walk.forEach(node -> {});
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = Thread.ofVirtual().name("bliss-test-loop").start(loop);
            assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            assertThat(loop.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(walk.closed()).isFalse();
        }
    }

    @Test
    void aSignalComesAsAnExternalEvent() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch ready = new CountDownLatch(1);
        try (Follower follower = session().follow(NodeFilter.all())) {
            follower.onReady(ready::countDown);
            FutureTask<Optional<DataEvent>> waiting = new FutureTask<>(follower::next);
            Thread.ofVirtual().name("bliss-test-wait").start(waiting);
            assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
            follower.signal();
            DataEvent event = waiting.get(30, TimeUnit.SECONDS).orElseThrow();
            assertThat(event.type()).isEqualTo(DataEvent.Type.EXTERNAL_EVENT);
            assertThat(event.node()).isEqualTo(session());
            assertThat(follower.poll()).isEmpty();
            SampleScans.play(ascan(1));
            new Diary().untilEnds(follower, 1).checked();
        }
    }

    @Test
    void aSessionIsWalkedBeforeItExists() {
        assertThat(session().exists()).isFalse();
        assertThat(session().walk(NodeFilter.all())).isEmpty();
        assertThat(session().last(NodeFilter.all())).isEmpty();
        assertThat(session().children()).isEmpty();
        assertThat(session().info()).isEmpty();
        try (NodeWalk walk = session().walkNew(NodeFilter.all());
                NodeWalk all = session().walkLive(NodeFilter.all())) {
            assertThat(walk.poll()).isEmpty();
            assertThat(all.poll()).isEmpty();
            SampleScans.play(ascan(1));
            assertThat(take(walk, 9))
                    .isEqualTo(take(all, 9))
                    .startsWith("test_session", "sample1", "1_ascan", "axis", "roby");
        }
        assertThat(session().exists()).isTrue();
    }

    @Test
    void pointsAreToldAfterAllNodesOfTheScanAreAndItIsPrepared() {
        Follower before = session().follow(NodeFilter.all());
        ScanPublisher scan = ascan(1);
        SampleScans.play(scan);
        try (before;
                Follower after = session().follow(NodeFilter.all())) {
            for (Follower follower : List.of(before, after)) {
                List<String> labels = new Diary()
                        .untilEnds(follower, 1).events().stream()
                                .map(DataEvent::label)
                                .toList();
                assertThat(labels.subList(0, 9)).containsOnly("event.NEW_NODE");
                assertThat(labels.get(9)).isEqualTo("event.PREPARED_SCAN");
                assertThat(labels.subList(10, labels.size() - 1)).containsOnly("event.NEW_DATA_IN_CHANNEL");
                assertThat(labels.getLast()).isEqualTo("event.END_SCAN");
            }
        }
    }
}
