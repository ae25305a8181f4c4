package bliss4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The original's tests of walking and following (test_publishing.py), as ruled, on every store that shows running scans. */
public abstract class WalkConformance extends LiveContract {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";
    private static final List<String> NODES =
            List.of("test_session", "sample1", "1_ascan", "axis", "roby", "timer", "elapsed_time", "diode", "diode");

    private ScanPublisher ascan(ScanDirectory directory, String motor, String counter, int number) {
        return start(
                SampleScans.ascan(directory, Optional.empty(), motor, counter).numbered(number));
    }

    /** All that is there to be told, without waiting for more. */
    private static List<DataEvent> drain(Follower follower) {
        List<DataEvent> events = new ArrayList<>();
        for (Optional<DataEvent> event = follower.poll(); event.isPresent(); event = follower.poll()) {
            events.add(event.get());
        }
        return events;
    }

    @Test
    void f8DataIteratorEvent() {
        ScanPublisher scan = ascan(1);
        try (Follower follower = store().session("test_session").follow(NodeFilter.types(DataNode.CHANNEL))) {
            scan.prepared(Map.of());
            for (int point = 0; point < 5; point++) {
                SampleScans.point(scan, point);
            }
            Diary diary = new Diary().untilPoint(follower, "diode", 4);
            scan.end(ScanState.DONE, "done");
            Map<String, NdArray> told = diary.checked();
            assertThat(told.get(SCAN + ":axis:roby")).isEqualTo(Numbers.of(0.0, 1, 2, 3, 4));
            assertThat(told.get(SCAN + ":axis:timer:diode:diode")).isEqualTo(Numbers.of(70.0, 67, 64, 61, 58));
        }
        DataNode last = store().session("test_session")
                .last(NodeFilter.types(DataNode.SCAN))
                .orElseThrow();
        assertThat(((DataNode.Scan) last).data().channel("roby")).isEqualTo(Numbers.of(0.0, 1, 2, 3, 4));
    }

    @Test
    void f14ChildrenTiming() {
        try (Follower follower = store().session("test_session").follow(NodeFilter.all())) {
            SampleScans.play(ascan(1));
            int below = 0;
            DataEvent event = follower.next(LIMIT).orElseThrow();
            while (!(event instanceof DataEvent.EndScan)) {
                if (event instanceof DataEvent.NewNode fresh
                        && fresh.node().dbName().startsWith(SCAN + ":")) {
                    assertThat(fresh.node().parent().orElseThrow().children()).contains(fresh.node());
                    below++;
                }
                event = follower.next(LIMIT).orElseThrow();
            }
            assertThat(below).isEqualTo(6);
        }
    }

    private static final List<String> FILTERS = List.of("all", "scan", "channel", "scan channel");

    /** Where walking begins, and how many nodes of the scan it meets with each of the filters. */
    private static final Map<NodeIdentity, List<Integer>> STARTS = Map.of(
            identity("test_session", DataNode.CONTAINER, ""), List.of(9, 1, 3, 4),
            identity("test_session:mnt:c:tmp:sample1", DataNode.CONTAINER, "test_session"), List.of(8, 1, 3, 4),
            identity(SCAN, DataNode.SCAN, "test_session:mnt:c:tmp:sample1"), List.of(7, 1, 3, 4),
            identity(SCAN + ":axis", DataNode.DEVICE, SCAN), List.of(6, 0, 3, 3),
            identity(SCAN + ":axis:timer:diode", DataNode.DEVICE, SCAN + ":axis:timer"), List.of(2, 0, 1, 1),
            identity(SCAN + ":axis:roby", DataNode.CHANNEL, SCAN + ":axis"), List.of(1, 0, 1, 1));

    private static NodeIdentity identity(String dbName, String type, String parent) {
        String name = dbName.substring(dbName.lastIndexOf(':') + 1);
        return new NodeIdentity(name, dbName, type, Optional.of(parent).filter(above -> !above.isEmpty()));
    }

    /** Session, dataset, scan, master, controller and channel; each filter; listening before the scan and after it. */
    static Stream<Arguments> everyWalk() {
        return STARTS.entrySet().stream()
                .flatMap(start -> IntStream.range(0, FILTERS.size())
                        .boxed()
                        .flatMap(filter -> Stream.of("before", "after")
                                .map(when -> Arguments.of(
                                        start.getKey(),
                                        FILTERS.get(filter),
                                        when,
                                        start.getValue().get(filter)))));
    }

    private static NodeFilter filter(String types) {
        return types.equals("all") ? NodeFilter.all() : NodeFilter.types(types.split(" "));
    }

    @ParameterizedTest
    @MethodSource("everyWalk")
    void f77WalkEventsOnNode(NodeIdentity start, String filter, String when, int nodes) {
        DataNode node = DataNode.of(start, store());
        NodeFilter wanted = filter(filter);
        boolean ofScan = start.parent().isEmpty()
                || start.type().equals(DataNode.CONTAINER)
                || start.type().equals(DataNode.SCAN);
        int others = ofScan && !filter.equals("channel") ? 2 : 0;
        if (when.equals("after")) {
            SampleScans.play(ascan(1));
        }
        try (Follower follower = node.follow(wanted);
                Follower session = store().session("test_session").follow(NodeFilter.all())) {
            if (when.equals("before")) {
                assertThat(follower.poll()).isEmpty();
                SampleScans.play(ascan(1));
            }
            new Diary().untilEnds(session, 1); // so that everything is there
            Diary diary = readAll(follower, nodes, others > 0);
            diary.checked();
            assertThat(diary.events().stream().filter(DataEvent.NewNode.class::isInstance))
                    .hasSize(nodes);
            assertThat(diary.events().stream()
                            .filter(event ->
                                    event instanceof DataEvent.ScanPrepared || event instanceof DataEvent.EndScan))
                    .hasSize(others);
            assertThat(diary.events().stream()
                            .mapToLong(WalkConformance::points)
                            .sum())
                    .isEqualTo(10L * channels(diary));
            assertThat(diary.events().stream()
                            .filter(DataEvent.NewNode.class::isInstance)
                            .map(DataEvent::node))
                    .containsExactlyElementsOf(node.walk(wanted).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("everyWalk")
    void f77WalkNodesOnNode(NodeIdentity start, String filter, String when, int nodes) {
        DataNode node = DataNode.of(start, store());
        if (when.equals("after")) {
            SampleScans.play(ascan(1));
        }
        try (NodeWalk walk = node.walkLive(filter(filter));
                Follower session = store().session("test_session").follow(NodeFilter.all())) {
            if (when.equals("before")) {
                assertThat(walk.poll()).isEmpty();
                SampleScans.play(ascan(1));
            }
            List<DataNode> walked = new ArrayList<>();
            while (walked.size() < nodes) {
                walked.add(walk.next(LIMIT).orElseThrow());
            }
            new Diary().untilEnds(session, 1); // so that everything is there
            assertThat(walk.next(Duration.ofMillis(20))).isEmpty();
            assertThat(walked).isEqualTo(node.walk(filter(filter)).toList());
        }
    }

    /** Reads until the scan has ended, or else until all points of the channels that were told are there. */
    private static Diary readAll(Follower follower, int nodes, boolean ends) {
        Diary diary = new Diary();
        if (ends) {
            return diary.untilEnds(follower, 1);
        }
        long fresh = 0;
        while (fresh < nodes
                || diary.events().stream().mapToLong(WalkConformance::points).sum() < 10L * channels(diary)) {
            DataEvent event = follower.next(LIMIT).orElseThrow();
            fresh += event instanceof DataEvent.NewNode ? 1 : 0;
            diary.events().add(event);
        }
        diary.events().addAll(drain(follower)); // there should be nothing more
        return diary;
    }

    private static long channels(Diary diary) {
        return diary.events().stream()
                .filter(event -> event instanceof DataEvent.NewNode && event.node() instanceof DataNode.Channel)
                .count();
    }

    private static long points(DataEvent event) {
        return event instanceof DataEvent.NewData data ? data.points().length() : 0;
    }

    /** Below one with a name that begins like another's nothing of the other is told. */
    @ParameterizedTest
    @ValueSource(strings = {"test", "test_sessio", "test_session_", "test_*", "*", "test_sessio?", "test_[s]ession"})
    void f78WalkEventsOnWrongSessionNode(String name) {
        DataNode wrong = store().session(name);
        try (Follower before = wrong.follow(NodeFilter.all());
                Follower everything = store().session("test_session").follow(NodeFilter.all())) {
            assertThat(before.poll()).isEmpty();
            SampleScans.play(ascan(1));
            new Diary().untilEnds(everything, 1);
            assertThat(before.next(Duration.ofMillis(20))).isEmpty();
            try (Follower after = wrong.follow(NodeFilter.all())) {
                assertThat(after.poll()).isEmpty();
            }
            assertThat(wrong.walk(NodeFilter.all())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sample1, sample10",
        "0001, 00010",
        "2021_07, 2021_07b",
        "1e3, 1e30",
        "True, True1",
        "nan, nan1",
        "s *, s **",
        "a[b], a[b]c",
        "?, ??",
        "Ωµ, Ωµ𝄞"
    })
    void f78ADirectoryWhoseNameBeginsAlikeIsAnother(String name, String longer) {
        try (Follower everything = store().session("test_session").follow(NodeFilter.all())) {
            SampleScans.play(ascan(SampleScans.directory(name), "m", "c", 1));
            new Diary().untilEnds(everything, 1);
            DataNode short1 = store().node("test_session:mnt:c:tmp:" + name).orElseThrow();
            try (Follower follower = short1.follow(NodeFilter.all())) {
                SampleScans.play(ascan(SampleScans.directory(longer), "m", "c", 1));
                new Diary().untilEnds(everything, 1);
                SampleScans.play(ascan(SampleScans.directory(name), "m2", "c", 2));
                Diary diary = new Diary().untilEnds(follower, 2);
                diary.checked();
                assertThat(diary.events())
                        .allMatch(event -> (event.node().dbName() + ":").startsWith(short1.dbName() + ":"));
                assertThat(short1.walk(NodeFilter.types(DataNode.SCAN))).hasSize(2);
            }
        }
    }

    /** A scan of the session itself may have a db_name that begins as that of a directory it is not in (ruling X1). */
    @Test
    void f78WhoIsBelowWhomIsNotSaidByNames() {
        String sample1 = "test_session:mnt:c:tmp:sample1";
        ScanDirectory beside = ScanDirectory.of("test_session", "/mnt/c/tmp/sample1", "test_session");
        DataNode directory = DataNode.of(identity(sample1, DataNode.CONTAINER, "test_session"), store());
        try (Follower everything = store().session("test_session").follow(NodeFilter.all());
                Follower follower = directory.follow(NodeFilter.all())) {
            SampleScans.play(ascan(2));
            SampleScans.play(ascan(beside, "roby", "diode", 1));
            SampleScans.play(ascan(3));
            Diary all = new Diary().untilEnds(everything, 3);
            all.checked();
            assertThat(all.structure()).contains("event.NEW_NODE " + SCAN);
            Diary below = new Diary().untilEnds(follower, 2);
            below.checked();
            assertThat(below.structure())
                    .noneMatch(line -> line.contains("1_ascan"))
                    .contains("event.NEW_NODE " + sample1);
        }
        assertThat(directory.walk(NodeFilter.types(DataNode.SCAN)).map(DataNode::name))
                .containsExactly("2_ascan", "3_ascan");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void f79StopBeforeAnyWalkEvent(boolean nodes) throws InterruptedException, ExecutionException, TimeoutException {
        DataNode session = store().session("test_session");
        CountDownLatch ready = new CountDownLatch(1);
        LiveSequence<?> blocked = nodes ? session.walkLive(NodeFilter.all()) : session.follow(NodeFilter.all());
        blocked.onReady(ready::countDown);
        FutureTask<Boolean> waiting = new FutureTask<>(() -> blocked.next().isEmpty());
        Thread.ofVirtual().name("bliss-test-blocked").start(waiting);
        assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
        blocked.close();
        assertThat(waiting.get(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everyNodeIsWalkedLiveInOrder() {
        try (NodeWalk walk = store().session("test_session").walkLive(NodeFilter.all())) {
            SampleScans.play(ascan(1));
            List<String> names = new ArrayList<>();
            while (names.size() < NODES.size()) {
                names.add(walk.next(LIMIT).orElseThrow().name());
            }
            assertThat(names).isEqualTo(NODES);
        }
    }

    /** Publishes blocks of one channel and gives what a follower is told of them, joined. */
    private NdArray told(ChannelDescription channel, NdArray... blocks) {
        ScanPublisher scan = start(SampleScans.detector(SampleScans.SAMPLE1, Optional.empty(), channel)
                .numbered(1));
        try (Follower follower = store().session("test_session").follow(NodeFilter.all())) {
            scan.prepared(Map.of());
            for (NdArray block : blocks) {
                scan.append(1, block, 1);
            }
            scan.end(ScanState.DONE, "done");
            Map<String, NdArray> all =
                    new LinkedHashMap<>(new Diary().untilEnds(follower, 1).checked());
            return all.values().iterator().next();
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "TEXT", mode = EnumSource.Mode.EXCLUDE)
    void followersAreToldNumbersOfEveryTypeAsTheyWerePublished(DType dtype) {
        Numbers extremes = dtype.isFloat()
                ? Numbers.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, 1.5, Double.POSITIVE_INFINITY)
                        .as(dtype)
                : dtype == DType.BOOL
                        ? Numbers.of(dtype, 1, 0, 1, 1, 0)
                        : Numbers.of(dtype, 0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE);
        NdArray told = told(
                SampleScans.channel("c", dtype, Shape.SCALAR),
                extremes.slice(0, 1),
                extremes.slice(1, 4),
                extremes.slice(4, 5));
        assertThat(told).isEqualTo(extremes);
        assertThat(told.dtype()).isEqualTo(dtype);
    }

    @Test
    void followersAreToldTextsAndSpectraAsTheyWerePublished() {
        Texts texts = Texts.of("", "nan", "Ω\n", "0001");
        assertThat(told(SampleScans.channel("c", DType.TEXT, Shape.SCALAR), texts.slice(0, 1), texts.slice(1, 4)))
                .isEqualTo(texts);
    }

    @Test
    void followersAreToldSpectraAsTheyWerePublished() {
        Numbers spectra = Numbers.of(DType.UINT16, 1, 2, 3, 4, 5, 6).reshape(Shape.of(3, 2));
        assertThat(told(
                        SampleScans.channel("mca", DType.UINT16, Shape.of(2)),
                        spectra.slice(0, 1),
                        spectra.slice(1, 3)))
                .isEqualTo(spectra);
    }
}
