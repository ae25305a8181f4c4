package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.NodeIdentity;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.hdf5.H5File;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class NexusStoreTest {
    private static final String SCAN = "test_session:data:x:sample1:1_ascan";
    private static final String ROBY = SCAN + ":axis:roby";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("sample1/data.h5");
    }

    private static List<String> names(NexusStore store) {
        return store.sessions().stream()
                .flatMap(session -> session.walk(NodeFilter.all()))
                .map(DataNode::dbName)
                .toList();
    }

    private static DataNode.Channel channel(NexusStore store, String dbName) {
        return (DataNode.Channel) store.node(dbName).orElseThrow();
    }

    @Test
    void nodesAreThoseThatWereDescribed() {
        ScanDraft draft = DemoScan.draft(file());
        DemoScan.run(draft, 1);

        try (NexusStore store = NexusStore.open(file())) {
            List<NodeIdentity> walked = store.sessions().stream()
                    .flatMap(session -> session.walk(NodeFilter.all()))
                    .map(DataNode::identity)
                    .toList();
            assertThat(walked)
                    .containsExactlyInAnyOrderElementsOf(draft.numbered(1).nodes());
            assertThat(walked.stream().map(NodeIdentity::name))
                    .containsExactly(
                            "test_session",
                            "sample1",
                            "1_ascan",
                            "axis",
                            "roby",
                            "timer",
                            "elapsed_time",
                            "diode",
                            "diode");
            assertThat(store.node(SCAN).orElseThrow().parent().orElseThrow().dbName())
                    .isEqualTo("test_session:data:x:sample1");
            assertThat(store.node(SCAN + ":axis:timer:epoch")).isEmpty();
            assertThat(store.nodes("nobody", ROBY).getFirst()).isEmpty();
        }
    }

    @Test
    void infoIsWhatWasSaidAtTheStartWhenPreparedAndAtTheEnd() {
        Map<String, Value> info = DemoScan.info();
        info.put(
                "nested", Value.of(Map.of("α", Value.tuple(Value.of(1), Value.nothing()), "x", Value.of(DType.UINT8))));
        ScanDraft draft = DemoScan.draft(file(), "ascan", DemoScan.devices(), info);
        ScanPublisher publisher = DemoScan.start(draft);
        ScanDescription scan = publisher.description();
        publisher.prepared(Map.of("prepared", Value.of(true)));
        DemoScan.point(publisher, 0, -3.5);
        ScanEnd end = publisher.end(ScanState.ABORTED, "aborted by the user");

        Map<String, Value> expected = new LinkedHashMap<>(scan.info());
        expected.put("prepared", Value.of(true));
        expected.putAll(end.info());
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(store.node(SCAN).orElseThrow().info()).isEqualTo(expected);
            assertThat(((DataNode.Scan) store.node(SCAN).orElseThrow()).state()).contains(ScanState.ABORTED);
            assertThat(channel(store, ROBY).info())
                    .isEqualTo(ScanDescription.channelInfo(scan.channels().getFirst()));
            assertThat(channel(store, ROBY).unit()).contains("mm");
            assertThat(store.node("test_session").orElseThrow().info()).isEmpty();
        }
    }

    @Test
    void pointsOfEveryTypeComeBackEqual() {
        Map<String, NdArray> rows = new LinkedHashMap<>();
        rows.put("float", Numbers.of(Double.NaN, -0.0, Double.POSITIVE_INFINITY));
        rows.put("bool", Numbers.of(DType.BOOL, 1, 0, 1));
        rows.put("uint64", Numbers.of(DType.UINT64, -1, 0, 1));
        rows.put("int8", Numbers.of(DType.INT8, -128, 0, 127));
        rows.put("float32", Numbers.of(DType.FLOAT32, 1, 2, -3));
        rows.put("text", Texts.of("", "roby µm", "日本"));
        rows.put(
                "image",
                Numbers.of(DType.UINT16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).reshape(Shape.of(3, 2, 2)));
        List<ChannelDescription> channels = new ArrayList<>();
        rows.forEach((name, array) -> channels.add(new ChannelDescription(
                name, "all:" + name, array.dtype(), array.shape().row(), Optional.empty(), true)));
        ScanDraft draft = DemoScan.draft(
                file(), "ct", List.of(DemoScan.detector("all", channels.toArray(ChannelDescription[]::new))), Map.of());
        ScanPublisher scan = DemoScan.start(draft);
        int index = 0;
        for (NdArray array : rows.values()) {
            DemoScan.append(scan, index++, array);
        }
        assertThat(scan.end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);

        try (NexusStore store = NexusStore.open(file())) {
            String device = "test_session:data:x:sample1:1_ct:all:";
            rows.forEach((name, array) -> {
                DataNode.Channel channel = channel(store, device + name);
                assertThat(channel.get(0, -1)).isEqualTo(array);
                assertThat(channel.get(1, 2)).isEqualTo(array.slice(1, 2));
                assertThat(channel.dtype()).isEqualTo(array.dtype());
                assertThat(channel.shape()).isEqualTo(array.shape().row());
            });
        }
    }

    @Test
    void rangesAreCutAtTheLastPoint() {
        DemoScan.run(DemoScan.draft(file()), 10);
        try (NexusStore store = NexusStore.open(file())) {
            DataNode.Channel roby = channel(store, ROBY);
            assertThat(roby.length()).isEqualTo(10);
            assertThat(roby.get(-1)).contains(Numbers.scalar(9));
            assertThat(roby.get(10)).isEmpty();
            assertThat(roby.get(8, 1000)).isEqualTo(Numbers.of(8.0, 9.0));
            assertThat(roby.get(4, 4).length()).isZero();
            assertThat(roby.get(1000, 2000).length()).isZero();
            assertThatThrownBy(() -> roby.get(-2)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aRunningScanIsReadThroughItsWriterFromAnyThread() {
        ScanPublisher scan = DemoScan.start(DemoScan.draft(file()));
        scan.prepared(Map.of());
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(channel(store, ROBY).get(-1)).isEmpty();
            assertThat(channel(store, ROBY).get(0, -1)).isEqualTo(Numbers.of(new double[0]));
            DemoScan.point(scan, 0, 1);
            CompletableFuture<Long> length = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                DataNode.Channel roby = channel(store, ROBY);
                long points = 0;
                while (points == 0 && !Thread.currentThread().isInterrupted()) {
                    points = roby.length();
                }
                length.complete(points);
            });
            assertThat(length.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1);
            assertThat(store.node(SCAN).orElseThrow().info()).doesNotContainKey("end_reason");

            ScanPublisher second = DemoScan.start(DemoScan.draft(file()));
            assertThat(names(store)).contains("test_session:data:x:sample1:2_ascan");
            second.end(ScanState.DONE, "done");
            scan.end(ScanState.DONE, "done");
            assertThat(store.node(SCAN).orElseThrow().info()).containsEntry("end_reason", Value.of("done"));
            assertThat(channel(store, ROBY).get(0, -1)).isEqualTo(Numbers.of(0.0));
        }
    }

    @Test
    void severalFilesMakeOneTreeInTheOrderOfTheirScans() {
        Path other = directory.resolve("other.h5");
        ScanDraft late = DemoScan.draft(file());
        ScanDraft early = new ScanDraft(
                ScanDirectory.of("test_session", "/data/x", "test_session/sample2"),
                "ct",
                DemoScan.START.minusDays(1),
                Optional.of(other),
                DemoScan.devices(),
                DemoScan.info());
        DemoScan.run(late, 2);
        DemoScan.run(early, 2);

        try (NexusStore store = NexusStore.open(List.of(file(), other, file()))) {
            assertThat(store.sessions()).hasSize(1);
            assertThat(store.node("test_session").orElseThrow().children().stream()
                            .map(DataNode::name))
                    .containsExactly("sample2", "sample1");
            assertThat(names(store)).doesNotHaveDuplicates().hasSize(1 + 2 * 8);
        }
    }

    @Test
    void aFileIsLookedAtAgainWhenItHasChanged() throws IOException {
        DemoScan.run(DemoScan.draft(file()), 1);
        Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minusSeconds(60)));
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(names(store)).hasSize(2 + 7);
            assertThat(FileEntries.Stamp.of(file())).isPresent().isEqualTo(FileEntries.Stamp.of(file()));
            DemoScan.run(DemoScan.draft(file()), 1);
            assertThat(FileEntries.Stamp.of(file())).isEmpty();
            assertThat(names(store)).hasSize(2 + 2 * 7);
        }
    }

    @Test
    void whatOthersWroteIsLeftOut() {
        Path foreign = directory.resolve("foreign.h5");
        try (H5File file = H5File.create(foreign)) {
            file.root().createGroup("1_ascan").createGroup("measurement");
            file.root().write("data", Numbers.of(1.0));
        }
        try (NexusStore store = NexusStore.open(foreign)) {
            assertThat(store.sessions()).isEmpty();
            DemoScan.run(DemoScan.draft(foreign), 1);
            assertThat(store.node("test_session:data:x:sample1:2_ascan")).isPresent();
        }
        assertThatThrownBy(() -> NexusStore.open(directory.resolve("missing.h5")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing.h5");
    }

    @Test
    void aFollowerIsToldEverythingOnceAndThenWaits() throws InterruptedException {
        DemoScan.run(DemoScan.draft(file()), 10);
        try (NexusStore store = NexusStore.open(file())) {
            AtomicInteger ready = new AtomicInteger();
            Follower follower = store.node("test_session").orElseThrow().follow(NodeFilter.all());
            follower.onReady(ready::incrementAndGet);
            List<String> told = new ArrayList<>();
            for (var event = follower.poll(); event.isPresent(); event = follower.poll()) {
                told.add(event.get().label().substring("event.".length()) + " "
                        + event.get().node().name());
                if (event.get() instanceof DataEvent.NewData data) {
                    assertThat(data.firstIndex()).isZero();
                    assertThat(data.points().length()).isEqualTo(10);
                }
            }
            assertThat(told)
                    .containsExactly(
                            "NEW_NODE test_session",
                            "NEW_NODE sample1",
                            "NEW_NODE 1_ascan",
                            "NEW_NODE axis",
                            "NEW_NODE roby",
                            "NEW_NODE timer",
                            "NEW_NODE elapsed_time",
                            "NEW_NODE diode",
                            "NEW_NODE diode",
                            "PREPARED_SCAN 1_ascan",
                            "NEW_DATA_IN_CHANNEL roby",
                            "NEW_DATA_IN_CHANNEL elapsed_time",
                            "NEW_DATA_IN_CHANNEL diode",
                            "END_SCAN 1_ascan");
            assertThat(ready).hasValue(1);
            Thread closer = Thread.ofPlatform().start(follower::close);
            assertThat(follower.next()).isEmpty();
            assertThat(follower.closed()).isTrue();
            closer.join();
        }
    }

    @Test
    void aFollowerOfSomeTypesDescendsAllTheSame() {
        DemoScan.run(DemoScan.draft(file()), 1);
        NexusStore store = NexusStore.open(file());
        Follower follower = store.node(SCAN).orElseThrow().follow(NodeFilter.types(DataNode.CHANNEL));
        for (int i = 0; i < 6; i++) {
            assertThat(follower.next(Duration.ofSeconds(10))
                            .orElseThrow()
                            .node()
                            .type())
                    .isEqualTo(DataNode.CHANNEL);
        }
        assertThat(follower.next(Duration.ofMillis(10))).isEmpty();
        store.close();
        assertThat(follower.next()).isEmpty();
    }

    @Test
    void longRangesAreReadInSlices() {
        ScanPublisher scan = DemoScan.start(DemoScan.draft(file()));
        double[] many = new double[1_200_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        DemoScan.append(scan, DemoScan.ROBY, Numbers.of(many));
        scan.end(ScanState.DONE, "done");

        try (NexusStore store = NexusStore.open(file())) {
            assertThat(channel(store, ROBY).get(0, -1)).isEqualTo(Numbers.of(many));
            Follower follower = store.node(ROBY).orElseThrow().follow(NodeFilter.all());
            long next = 0;
            for (var event = follower.poll(); event.isPresent(); event = follower.poll()) {
                if (event.get() instanceof DataEvent.NewData data) {
                    assertThat(data.firstIndex()).isEqualTo(next);
                    next += data.points().length();
                }
            }
            assertThat(next).isEqualTo(many.length);
        }
    }
}
