package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusStore;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanSink;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

/** How long nodes stay, and what becomes of those whose maker has gone. */
@ExtendWith(LeakCheck.class)
class ExpiryIT {
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";
    private static final Retention SHORT = Retention.DEFAULT.withLease(Duration.ofMillis(1200));

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

    private void reapUntilEnded(Reaper here) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            here.look();
            return scan().state().filter(ScanState::ended).isPresent();
        });
    }

    private List<Long> lengths() {
        return scan().walk(NodeFilter.types(DataNode.CHANNEL))
                .map(node -> ((DataNode.Channel) node).length())
                .toList();
    }

    /** As ruled: nothing of a running scan expires, whatever is asked; set_ttl gives a finished one a day again. */
    @Test
    void f12TtlOnDataNode() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        SampleScans.point(scan, 0);
        try (Follower follower = tree.follow(NodeFilter.all())) {
            new Diary().untilPoint(follower, "diode", 0);
            scan().expire();
            keys.neverExpire();
            assertThat(keys.ask(Command.TTL, "test_session")).isEqualTo(-1L);
            scan.end(ScanState.DONE, "done");
            new Diary().untilEnds(follower, 1);
        }
        keys.expireInADay();
        keys.all().forEach(key -> keys.ask(Command.PEXPIRE, key, "100000"));
        DataNode channel = tree.channel(SCAN + ":axis:roby");
        channel.expire();
        keys.expireInADay();
        tree.session().expire();
        assertThat((Long) keys.ask(Command.TTL, "test_session")).isBetween(89_000L, 90_000L);
    }

    /** Whoever made the nodes goes without a word: they expire all the same. */
    @Test
    void f12TtlWhenTheCreatorGoes() {
        ScanSink creator = server.sink();
        creator.announce(
                SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(1));
        keys.neverExpire();
        creator.abandon();
        reapUntilEnded(reaper);
        keys.expireInADay();
    }

    /** The host that measured, or another that has its disk, may still end it as the file says. */
    @Test
    void aScanWhoseFileIsNotSeenFromHereIsLeftToOthersForAWhile() {
        Retention brief = Retention.DEFAULT.withLease(Duration.ofMillis(200));
        RedisServer blind = RedisServer.at(RedisAddress.parse(redis.url()), brief);
        Reaper here = blind.reaper(NexusStore::open);
        Path elsewhere = folder.resolve("on/another/host/data.h5");
        ScanDraft draft = SampleScans.ascan(SampleScans.SAMPLE1, Optional.of(elsewhere));
        Map<String, Value> info = new HashMap<>(draft.info());
        info.put("filename", Value.of(elsewhere.toString()));
        ScanSink sink = blind.sink();
        sink.announce(new ScanDraft(draft.directory(), draft.name(), draft.start(), draft.file(), draft.devices(), info)
                .numbered(1));
        sink.abandon();
        long from = System.nanoTime();
        reapUntilEnded(here);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(Value.of(scan().info()).at("end_reason").asText())
                .startsWith("ABORTED: its process died (")
                .contains(", and its file " + elsewhere + " is not seen by process ");
        blind.close();
    }

    @Test
    void directoriesThatHaveExpiredAreNotAnnouncedAnyMore() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(tree.ascan(SampleScans.SAMPLE2, 1));
        String sample1 = "test_session:mnt:c:tmp:sample1";
        Stream.concat(Stream.of(sample1, sample1 + "_children_list"), keys.all().stream())
                .forEach(key -> keys.ask(Command.PEXPIRE, key, "0"));
        assertThat(keys.ask(Command.XLEN, "test_session_children_list")).isEqualTo(2L);
        reaper.look();
        assertThat(keys.ask(Command.XLEN, "test_session_children_list")).isEqualTo(1L);
        assertThat(tree.session().children()).extracting(DataNode::name).containsExactly("sample2");
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 2));
        reaper.look();
        assertThat(tree.session().children()).extracting(DataNode::name).containsExactly("sample2", "sample1");
    }

    /** Bringing a scan up to date takes longer than its lease: it says all the while that it lives. */
    @Test
    void aScanThatCatchesUpForLongerThanItsLeaseLives() {
        Relay relay = new Relay(redis.port());
        Retention brief = Retention.DEFAULT.withLease(Duration.ofSeconds(2));
        RedisServer slow = RedisServer.at(RedisAddress.parse(relay.url(redis.url())), brief);
        Reaper judge = RedisServer.at(RedisAddress.parse(redis.url()), brief).reaper(NexusStore::open);
        ScanPublisher scan = Publication.start(
                SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(1),
                Optional.empty(),
                Optional.of(slow.sink()),
                LaneLimits.DEFAULT);
        scan.prepared(Map.of());
        SampleScans.point(scan, 0);
        Awaitility.await()
                .until(() -> tree.store().node(SCAN).isPresent() && lengths().equals(List.of(1L, 1L, 1L)));
        relay.goDead();
        redis.restart(true);
        double[] many = new double[120_000];
        scan.append(0, Numbers.of(many), 1);
        scan.append(1, Numbers.of(many), 1);
        relay.heal();
        relay.delay(60);
        long from = System.nanoTime();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            judge.look();
            return tree.store().node(SCAN).isPresent() && lengths().equals(List.of(120_001L, 120_001L, 1L));
        });
        assertThat(Duration.ofNanos(System.nanoTime() - from))
                .isGreaterThan(brief.lease().multipliedBy(2));
        relay.delay(0);
        assertThat(scan.end(ScanState.DONE, "done")).extracting(ScanEnd::state).isEqualTo(ScanState.DONE);
        assertThat(scan().state()).contains(ScanState.DONE);
        slow.close();
        relay.close();
    }
}
