package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.data.DataEvent;
import bliss4j.data.DataLostException;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusStore;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Protocol.Command;

/** A small server under hundreds of scans: the oldest go, whole, while everybody looks. */
@ExtendWith(LeakCheck.class)
class EvictionIT {
    private static final String SAMPLE1 = "test_session:mnt:c:tmp:sample1";
    private static final int POINTS = 2000;
    private static final int SCANS = 300;
    private static final int AT_A_TIME = 20;
    private static final long LIMIT = 14L << 20;

    private final PrivateRedis redis = PrivateRedis.withMaxMemory("20mb");
    private final RedisServer server =
            RedisServer.at(RedisAddress.parse(redis.url()), Retention.DEFAULT.withLimit(LIMIT));
    private final DataStore store = server.store();

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    private ScanPublisher start(int number) {
        ScanPublisher scan = Publication.start(
                SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(number),
                Optional.empty(),
                Optional.of(server.sink()),
                LaneLimits.DEFAULT);
        scan.prepared(Map.of());
        return scan;
    }

    @Test
    void anUnsavedScanThatMayNotFitIsToldBeforeItsFirstPoint() {
        ScanPublisher large = Publication.start(
                SampleScans.detector(
                                SampleScans.SAMPLE1,
                                Optional.empty(),
                                SampleScans.channel("mca", DType.FLOAT64, Shape.of(1_000_000)))
                        .numbered(1),
                Optional.empty(),
                Optional.of(server.sink()),
                LaneLimits.DEFAULT);
        ScanPublisher small = start(2);

        assertThat(large.degraded())
                .singleElement()
                .asString()
                .contains("1_ascan is not saved", "10 points", "of Redis, which keeps 14 MB");
        assertThat(small.degraded()).isEmpty();
        large.end(ScanState.ABORTED, "too large");
        small.end(ScanState.DONE, "done");
    }

    private static void points(ScanPublisher scan, int from, int to) {
        Numbers values = Numbers.of(IntStream.range(from, to).asDoubleStream().toArray());
        for (int channel = 0; channel < 3; channel++) {
            scan.append(channel, values, 1);
        }
    }

    private void play(int number) {
        ScanPublisher scan = start(number);
        points(scan, 0, POINTS);
        assertThat(scan.end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
    }

    private DataNode session() {
        return DataNode.of(SampleScans.SAMPLE1.containers().getFirst(), store);
    }

    private List<DataNode> scans() {
        return store.node(SAMPLE1).orElseThrow().children();
    }

    @Test
    void nobodySeesHalfAScanWhileHundredsComeAndGo() {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger seenWhole = new AtomicInteger();
        ScanPublisher running = start(10_000);
        points(running, 0, POINTS);
        List<Follower> followers = Stream.generate(() -> session().follow(NodeFilter.all()))
                .limit(3)
                .toList();
        List<CompletableFuture<Void>> walkers = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        seenWhole.addAndGet(lookAtAll());
                    }
                }))
                .limit(2)
                .toList();
        List<Diary> diaries = followers.stream().map(follower -> new Diary()).toList();
        for (int scan = 1; scan <= SCANS; scan++) {
            play(scan);
            if (scan % AT_A_TIME == 0) {
                for (int i = 0; i < followers.size(); i++) {
                    diaries.get(i).untilEnds(followers.get(i), AT_A_TIME);
                }
                assertThat(used()).isLessThan(20L << 20);
            }
        }
        over.set(true);
        walkers.forEach(CompletableFuture::join);
        assertThat(seenWhole.get()).isGreaterThan(AT_A_TIME);
        points(running, POINTS, 2 * POINTS);
        assertThat(running.end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
        diaries.getFirst().untilEnds(followers.getFirst(), 1);
        wholeForFollowers(diaries);
        followers.forEach(Follower::close);
        onlyTheNewestAreLeft();
    }

    /** Looks at every scan there is; gives how many were whole. */
    private int lookAtAll() {
        Optional<DataNode> sample = store.node(SAMPLE1);
        int whole = 0;
        for (DataNode child : sample.map(DataNode::children).orElse(List.of())) {
            DataNode.Scan scan = (DataNode.Scan) child;
            if (!scan.name().startsWith("10000")
                    && scan.state().filter(ScanState::ended).isPresent()) {
                whole += look(scan) ? 1 : 0;
            }
        }
        return whole;
    }

    /** Reads a finished scan: it is whole, or gone by then. */
    private boolean look(DataNode.Scan scan) {
        List<DataNode> nodes;
        List<Long> lengths = new ArrayList<>();
        Map<String, NdArray> data = Map.of();
        try {
            nodes = scan.walk(NodeFilter.all()).toList();
            for (DataNode node : nodes) {
                if (node instanceof DataNode.Channel channel) {
                    lengths.add(channel.length());
                }
            }
            data = scan.data();
        } catch (DataLostException e) {
            nodes = List.of();
        }
        boolean whole = nodes.size() == 7
                && lengths.equals(List.of((long) POINTS, (long) POINTS, (long) POINTS))
                && data.size() == 3
                && data.values().stream().allMatch(array -> array.length() == POINTS);
        if (!whole) {
            assertThat(store.node(scan.dbName()))
                    .as("%s with %s, lengths %s", scan.dbName(), nodes, lengths)
                    .isEmpty();
        }
        return whole;
    }

    private static void wholeForFollowers(List<Diary> diaries) {
        for (Diary diary : diaries) {
            Map<String, NdArray> told = diary.checked();
            assertThat(told).hasSizeGreaterThanOrEqualTo(3 * SCANS);
            told.forEach((channel, points) -> assertThat(points.length())
                    .as(channel)
                    .isEqualTo(channel.contains("10000") && points.length() > POINTS ? 2 * POINTS : POINTS));
            assertThat(diary.events().stream().filter(DataEvent.EndScan.class::isInstance))
                    .hasSizeGreaterThanOrEqualTo(SCANS);
        }
    }

    private void onlyTheNewestAreLeft() {
        List<String> left = scans().stream().map(DataNode::name).toList();
        assertThat(left).hasSizeBetween(AT_A_TIME, SCANS / 2).contains("10000_ascan");
        int from = SCANS - left.size() + 2;
        assertThat(left.subList(1, left.size()))
                .containsExactlyElementsOf(IntStream.rangeClosed(from, SCANS)
                        .mapToObj(number -> number + "_ascan")
                        .toList());
        try (Wire wire = server.openData()) {
            Object announced = wire.call(Command.XLEN, Keys.children(SAMPLE1));
            assertThat(announced).isEqualTo((long) left.size());
            Object size = wire.call(Command.DBSIZE);
            assertThat(size)
                    .as("no stray key")
                    .isEqualTo(20L * left.size() + 4 + 5); // of the scans, of what is above them, and the ledger
        }
    }

    private long used() {
        return Stream.of(redis.command("INFO memory").split("\n"))
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.strip().substring("used_memory:".length())))
                .sum();
    }

    @Test
    void aFullServerMakesRoomThoughOthersFilledIt() {
        IntStream.rangeClosed(1, 40).forEach(this::play);
        redis.command("CONFIG SET maxmemory " + (used() + 10_000));
        play(41);
        assertThat(scans()).last().extracting(DataNode::name).isEqualTo("41_ascan");
        assertThat(scans()).hasSizeLessThan(41);
    }

    @Test
    void whatHasExpiredIsForgottenAndItsAnnouncementTakenBack() {
        play(1);
        play(2);
        try (Wire wire = server.openData()) {
            Object expiry = wire.call(Command.ZSCORE, Wire.utf8("bliss4j/finished"), Wire.utf8(SAMPLE1 + ":1_ascan"));
            assertThat(Wire.text(expiry))
                    .isEqualTo(Wire.text(wire.call(Command.PEXPIRETIME, Wire.utf8(SAMPLE1 + ":1_ascan"))));
        }
        RedisServer hasty =
                RedisServer.at(RedisAddress.parse(redis.url()), Retention.DEFAULT.withLifetime(Duration.ofMillis(300)));
        ScanPublisher third = Publication.start(
                SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(3),
                Optional.empty(),
                Optional.of(hasty.sink()),
                LaneLimits.DEFAULT);
        third.end(ScanState.DONE, "done");
        Reaper reaper = server.reaper(NexusStore::open);
        Awaitility.await().untilAsserted(() -> {
            reaper.look();
            try (Wire wire = server.openData()) {
                assertThat(wire.call(Command.XLEN, Keys.children(SAMPLE1))).isEqualTo(2L);
                assertThat(wire.call(Command.HLEN, Wire.utf8("bliss4j/scans"))).isEqualTo(2L);
            }
        });
        assertThat(scans()).extracting(DataNode::name).containsExactly("1_ascan", "2_ascan");
    }
}
