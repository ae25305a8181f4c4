package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.nexus.NexusStore;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.LiveSink;
import bliss4j.publish.Publication;
import bliss4j.publish.PublishException;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanSink;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

/** A scan is its owner's as long as something is heard of it; then it is ended by another, and never written again. */
@ExtendWith(LeakCheck.class)
class LeaseIT {
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";
    private static final long LEASE_MS = 1200;
    private static final Retention SHORT = Retention.DEFAULT.withLease(Duration.ofMillis(LEASE_MS));

    @TempDir
    Path folder;

    private final PrivateRedis redis = PrivateRedis.start();
    private final LiveTree tree = new LiveTree(redis.url());
    private final RedisServer server = RedisServer.at(RedisAddress.parse(redis.url()), SHORT);
    private final Reaper reaper = server.reaper(NexusStore::open);
    private final ScanKeys keys = new ScanKeys(server, SCAN);

    @AfterEach
    void close() {
        tree.close();
        redis.close();
    }

    private DataNode.Scan scan() {
        return (DataNode.Scan) tree.store().node(SCAN).orElseThrow();
    }

    private void reapUntilEnded() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            reaper.look();
            return scan().state().filter(ScanState::ended).isPresent();
        });
    }

    private ChildJvm child(String... more) {
        String[] arguments = Stream.concat(Stream.of(redis.url(), Long.toString(LEASE_MS)), Stream.of(more))
                .toArray(String[]::new);
        return ChildJvm.start(LeaseMain.class, arguments);
    }

    private void points(ChildJvm child, int from, int to) {
        for (int point = from; point < to; point++) {
            child.send("point " + point);
            child.waitFor("appended");
        }
        Awaitility.await()
                .until(() -> tree.store().node(SCAN).isPresent()
                        && lengths().equals(List.of((long) to, (long) to, (long) to)));
    }

    private List<Long> lengths() {
        return channels().map(DataNode.Channel::length).toList();
    }

    private Stream<DataNode.Channel> channels() {
        return scan().walk(NodeFilter.all())
                .filter(DataNode.Channel.class::isInstance)
                .map(DataNode.Channel.class::cast);
    }

    @Test
    void aScanWhoseProcessWasKilledIsEndedAsAbortedAndTellsWhy() {
        Follower follower = tree.follow(NodeFilter.all());
        try (ChildJvm child = child()) {
            String who = child.waitFor("running as ").substring("running as ".length());
            points(child, 0, 3);
            child.kill9();
            reapUntilEnded();
            assertThat(scan().state()).contains(ScanState.ABORTED);
            Map<String, Value> info = scan().info();
            assertThat(Value.of(info).at("end_reason").asText())
                    .startsWith("ABORTED: its process died (" + who + ", last heard of at ");
            assertThat(info.get("points"))
                    .isEqualTo(Value.of(Map.of(
                            "axis:roby", Value.of(3),
                            "timer:elapsed_time", Value.of(3),
                            "diode:diode", Value.of(3))));
        }
        assertThat(new Diary().untilEnds(follower, 1).checked()).hasSize(3);
        follower.close();
        keys.expireInADay();
    }

    private Object ask(Command command, String... arguments) {
        return keys.ask(command, arguments);
    }

    @Test
    void aScanWhoseFileSaysHowItEndedIsCompletedFromIt() {
        Path file = folder.resolve("data.h5");
        Claim claim = NexusFiles.claim(file, "ascan", "test_session", floor -> floor + 1);
        ScanDraft draft = SampleScans.ascan(SampleScans.SAMPLE1, Optional.of(file));
        Map<String, Value> info = new HashMap<>(draft.info());
        info.put("filename", Value.of(file.toString()));
        ScanDescription described = new ScanDraft(
                        draft.directory(), draft.name(), draft.start(), draft.file(), draft.devices(), info)
                .numbered(1);
        ScanPublisher saved =
                Publication.start(described, Optional.of(claim.sink()), Optional.empty(), LaneLimits.DEFAULT);
        ScanSink live = server.sink();
        live.announce(described);
        live.prepared(Map.of());
        Follower follower = tree.follow(NodeFilter.all());
        SampleScans.play(saved);
        live.append(List.of(new ScanSink.Points(0, 0, Numbers.of(0.0, 1.0, 2.0), 1)));
        live.abandon(); // its process died between the end of the file and that in Redis
        Diary diary = new Diary().untilPoint(follower, "roby", 2);
        reapUntilEnded();
        assertThat(scan().state()).contains(ScanState.DONE);
        assertThat(lengths()).containsExactly(10L, 10L, 10L);
        assertThat(scan().data().get("roby"))
                .isEqualTo(Numbers.of(IntStream.range(0, 10).asDoubleStream().toArray()));
        assertThat(diary.untilEnds(follower, 1).checked())
                .hasSize(3)
                .allSatisfy((name, all) -> assertThat(all.length()).isEqualTo(10));
        follower.close();
    }

    @Test
    void aProcessThatStoodStillWritesNothingMoreAndSaysWhy() throws IOException {
        Path file = folder.resolve("data.h5");
        try (ChildJvm child = child(file.toString())) {
            child.waitFor("running as ");
            points(child, 0, 3);
            signal("-STOP", child);
            reapUntilEnded();
            Map<String, Object> before = state();
            signal("-CONT", child);
            Awaitility.await().until(() -> {
                child.send("point 3");
                return answer(child).startsWith("refused");
            });
            child.send("degraded");
            assertThat(child.waitFor("degraded ["))
                    .contains("ended by another process")
                    .contains("nothing was heard of this one");
            child.send("end");
            assertThat(child.waitFor("ended FAILED")).startsWith("ended FAILED").contains("ended by another process");
            assertThat(state()).isEqualTo(before);
            child.kill9();
        }
        try (NexusStore saved = NexusStore.open(file)) {
            DataNode.Scan node = (DataNode.Scan) saved.node(SCAN).orElseThrow();
            assertThat(node.state()).contains(ScanState.FAILED);
            assertThat(Value.of(node.info()).at("end_reason").asText()).contains("ended by another process");
        }
    }

    /** What it says of a point, not what it logs. */
    private static String answer(ChildJvm child) {
        String line = child.line();
        while (!line.startsWith("refused") && !line.startsWith("appended")) {
            line = child.line();
        }
        return line;
    }

    private static void signal(String signal, ChildJvm child) throws IOException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(child.pid()))
                .inheritIO()
                .start();
        Awaitility.await().until(() -> !kill.isAlive());
        assertThat(kill.exitValue()).isZero();
    }

    /** Every key with its content; the fields of a hash have no order. */
    private Map<String, Object> state() {
        Map<String, Object> state = new HashMap<>();
        for (Object each : (List<?>) ask(Command.KEYS, "*")) {
            String key = Wire.text(each);
            boolean hash = Wire.text(ask(Command.TYPE, key)).equals("hash");
            state.put(key, hash ? fields(key) : HexFormat.of().formatHex((byte[]) ask(Command.DUMP, key)));
        }
        return state;
    }

    private Map<String, String> fields(String key) {
        List<?> reply = (List<?>) ask(Command.HGETALL, key);
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < reply.size(); i += 2) {
            fields.put(Wire.text(reply.get(i)), HexFormat.of().formatHex((byte[]) reply.get(i + 1)));
        }
        return fields;
    }

    @Test
    void aReapedScanThatIsGoneIsNotMadeAgain() {
        ScanSink sink = server.sink();
        ScanDescription described =
                SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(1);
        sink.announce(described);
        reapUntilEnded();
        try (Wire wire = server.openData()) {
            Ledger.evict(wire, 0);
        }
        assertThat(tree.store().node(SCAN)).isEmpty();
        var points = List.of(new ScanSink.Points(0, 0, Numbers.of(0.0), 1));
        assertThat(catchThrowable(() -> sink.append(points))).isInstanceOf(RedisException.class);
        assertThat(catchThrowable(() -> ((LiveSink) sink).resume(described)))
                .isInstanceOf(PublishException.Revoked.class);
        sink.abandon();
        assertThat((List<?>) ask(Command.KEYS, SCAN + "*")).isEmpty();
    }

    @Test
    void aScanThatWaitsForItsDeviceLongerThanItsLeaseLives() {
        ScanPublisher scan = Publication.start(
                SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(1),
                Optional.empty(),
                Optional.of(server.sink()),
                LaneLimits.DEFAULT);
        scan.prepared(Map.of());
        SampleScans.point(scan, 0);
        long start = System.nanoTime();
        Awaitility.await().until(() -> {
            reaper.look();
            return System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(4 * LEASE_MS);
        });
        SampleScans.point(scan, 1);
        assertThat(scan.end(ScanState.DONE, "done")).extracting(ScanEnd::state).isEqualTo(ScanState.DONE);
        assertThat(lengths()).containsExactly(2L, 2L, 2L);
        assertThat(scan().state()).contains(ScanState.DONE);
    }

    @Test
    void whatIsAboveARunningScanDoesNotExpireWhenAnotherBelowItEnds() {
        ScanSink running = server.sink();
        running.announce(
                SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(2));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        assertThat((Long) ask(Command.TTL, "test_session")).isPositive();
        running.due();
        Awaitility.await().until(() -> {
            running.due();
            return Long.valueOf(-1).equals(ask(Command.TTL, "test_session"));
        });
        running.abandon();
    }

    @Test
    void manyReapersEndAScanOnce() {
        Follower follower = tree.follow(NodeFilter.all());
        ScanSink sink = server.sink();
        sink.announce(SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(1));
        sink.abandon();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            var looks = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.runAsync(reaper::look))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(looks).join();
            return scan().state().filter(ScanState::ended).isPresent();
        });
        assertThat(ask(Command.XLEN, SCAN + "_end")).isEqualTo(1L);
        Optional<DataEvent> event = follower.next(Duration.ofSeconds(10));
        while (event.isPresent() && !(event.get() instanceof DataEvent.EndScan)) {
            event = follower.next(Duration.ofSeconds(10));
        }
        assertThat(event).isPresent();
        follower.close();
    }
}
