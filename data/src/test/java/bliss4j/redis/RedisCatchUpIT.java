package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusStore;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import bliss4j.testing.Warnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Redis in trouble while a scan runs: the scan goes on and its file is complete; when Redis is back it has the same tree as
 * that of a scan that was never disturbed, and followers are told every event once.
 */
@ExtendWith(LeakCheck.class)
class RedisCatchUpIT {
    private static final int FOLLOWERS = 10;
    private static final int POINTS = 1200;
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";

    /** So little may wait that a slow Redis holds it up. */
    private static final LaneLimits NARROW =
            new LaneLimits(1 << 10, LaneLimits.DEFAULT.flushAfter(), LaneLimits.DEFAULT.fullTimeout());

    @TempDir
    Path folder;

    private final PrivateRedis redis = PrivateRedis.start();
    private final Relay relay = new Relay(redis.port());
    private final LiveTree tree = new LiveTree(relay.url(redis.url()));
    private final List<Follower> followers = new ArrayList<>();

    @AfterEach
    void close() {
        followers.forEach(Follower::close);
        tree.close();
        relay.close();
        redis.close();
    }

    @ParameterizedTest
    @EnumSource(RedisTrouble.class)
    void aSavedScanGoesOnAndEverybodyGetsEveryPoint(RedisTrouble trouble) throws IOException {
        Optional<Path> file = Optional.of(folder.resolve("data.h5"));
        LaneLimits limits = trouble == RedisTrouble.SLOW ? NARROW : LaneLimits.DEFAULT;
        troubled(trouble, file, limits, POINTS);
        checkFile(file.get());
    }

    @ParameterizedTest
    @EnumSource(
            value = RedisTrouble.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PAUSED", "SLOW"}) // as cut without a word; held up, as a scan that is nowhere else must be
    void anUnsavedScanGoesOnAndEverybodyGetsEveryPoint(RedisTrouble trouble) throws IOException {
        troubled(trouble, Optional.empty(), LaneLimits.DEFAULT, POINTS);
    }

    private void troubled(RedisTrouble trouble, Optional<Path> file, LaneLimits limits, int count) throws IOException {
        Map<String, Object> undisturbed = undisturbed(file, count);
        follow();
        try (Warnings warnings = Warnings.heard()) {
            TroubledScan scan = begin(file, limits);
            List<Diary> diaries = diariesAfter(scan, RedisTrouble.SOME);
            trouble.happen(scan);
            scan.awaitRecovery();
            scan.publish(count - scan.points());
            assertThat(scan.scan().end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
            checkTold(diaries, count);
            assertThat(warnings.messages())
                    .filteredOn(line -> line.contains("is in trouble, the scan goes on"))
                    .hasSize(1);
        }
        assertThat(TreeDump.of(redis.url())).isEqualTo(undisturbed);
        DataNode.Scan node = (DataNode.Scan) tree.store().node(SCAN).orElseThrow();
        checkPoints(node, count);
        assertThat(node.info().getOrDefault("degraded", Value.nothing()).asList())
                .singleElement()
                .extracting(Value::toString)
                .asString()
                .contains("'since'", "'until'", "'why'");
    }

    /** The short form is {@link RedisTrouble#PAUSED}. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("soak")
    void redisIsPausedFor30s(boolean saved) throws IOException {
        Optional<Path> file = Optional.of(folder.resolve("data.h5")).filter(path -> saved);
        Map<String, Object> undisturbed = undisturbed(file, POINTS);
        follow();
        TroubledScan scan = begin(file);
        List<Diary> diaries = diariesAfter(scan, RedisTrouble.SOME);
        redis.pause();
        for (int i = 0; i < RedisTrouble.SOME; i++) {
            scan.publish(1);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        redis.resume();
        scan.awaitRecovery();
        scan.publish(POINTS - scan.points());
        assertThat(scan.scan().end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
        checkTold(diaries, POINTS);
        assertThat(TreeDump.of(redis.url())).isEqualTo(undisturbed);
        if (saved) {
            checkFile(file.get());
        }
    }

    private static void checkFile(Path file) {
        try (DataStore saved = NexusStore.open(file)) {
            checkPoints((DataNode.Scan) saved.node(SCAN).orElseThrow(), POINTS);
        }
    }

    @Test
    void awayFromTheStartItGetsTheTreeOnceItIsThere() throws IOException {
        Optional<Path> file = Optional.of(folder.resolve("data.h5"));
        Map<String, Object> undisturbed = undisturbed(file, POINTS);
        redis.kill();
        follow();
        TroubledScan scan = begin(file);
        scan.publish(RedisTrouble.SOME);
        scan.awaitTrouble("cannot be reached");
        redis.restart(true);
        scan.awaitRecovery();
        List<Diary> diaries = diariesAfter(scan, POINTS - scan.points());
        assertThat(scan.scan().end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
        checkTold(diaries, POINTS);
        assertThat(TreeDump.of(redis.url())).isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSavedScanThatHasEndedWithoutRedisIsThereOnceRedisIsBack(boolean empty) throws IOException {
        Optional<Path> file = Optional.of(folder.resolve("data.h5"));
        Map<String, Object> undisturbed = undisturbed(file, POINTS);
        follow();
        TroubledScan scan = begin(file);
        List<Diary> diaries = diariesAfter(scan, RedisTrouble.SOME);
        redis.save();
        redis.kill();
        scan.publish(POINTS - scan.points());
        assertThat(scan.scan().end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
        redis.restart(empty);
        checkTold(diaries, POINTS);
        assertThat(TreeDump.of(redis.url())).isEqualTo(undisturbed);
    }

    @Test
    void anUnsavedScanThatHasEndedWithoutRedisHasFailedAndSaysSoOnceRedisIsBack() {
        follow();
        TroubledScan scan = begin(Optional.empty());
        List<Diary> diaries = diariesAfter(scan, RedisTrouble.SOME);
        redis.kill();
        scan.publish(POINTS - scan.points());
        ScanEnd end = scan.scan().end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains("is in trouble since 20", "cannot be reached");
        redis.restart(true);
        checkTold(diaries, POINTS);
        DataNode.Scan node = (DataNode.Scan) tree.store().node(SCAN).orElseThrow();
        assertThat(node.data().get("roby")).isEqualTo(indices(POINTS));
        assertThat(node.state()).contains(ScanState.FAILED);
        assertThat(node.info()).containsEntry("end_reason", Value.of(end.reason()));
    }

    @Test
    void aLineThatIsCutWithoutAWordDoesNotHoldUpTheEndForEver()
            throws InterruptedException, ExecutionException, TimeoutException {
        follow();
        TroubledScan scan = begin(Optional.of(folder.resolve("data.h5")));
        List<Diary> diaries = diariesAfter(scan, RedisTrouble.SOME);
        relay.goDead();
        scan.publish(POINTS - scan.points());
        CompletableFuture<ScanEnd> end =
                CompletableFuture.supplyAsync(() -> scan.scan().end(ScanState.DONE, "done"));
        assertThat(end.get(60, TimeUnit.SECONDS).state()).isEqualTo(ScanState.DONE);
        relay.heal();
        checkTold(diaries, POINTS);
    }

    private TroubledScan begin(Optional<Path> file) {
        return begin(file, LaneLimits.DEFAULT);
    }

    private TroubledScan begin(Optional<Path> file, LaneLimits limits) {
        ScanPublisher publisher = TroubledScan.start(tree, file, limits);
        publisher.prepared(Map.of());
        return new TroubledScan(publisher, redis, relay);
    }

    /** Publishes so many points, and waits until all followers have been told of them. */
    private List<Diary> diariesAfter(TroubledScan scan, int points) {
        scan.publish(points);
        return followers.stream()
                .map(each -> new Diary().untilPoint(each, "diode", scan.points() - 1))
                .toList();
    }

    private void follow() {
        for (int i = 0; i < FOLLOWERS; i++) {
            followers.add(tree.follow(NodeFilter.all()));
        }
    }

    /** What a scan leaves that nothing happened to; nothing of it is there afterwards. */
    private Map<String, Object> undisturbed(Optional<Path> file, int count) throws IOException {
        TroubledScan scan = begin(file);
        scan.publish(count);
        scan.scan().end(ScanState.DONE, "done");
        Map<String, Object> dump = TreeDump.of(redis.url());
        assertThat(dump).containsKeys(SCAN, SCAN + "_end", SCAN + ":axis:roby_data");
        redis.command("FLUSHALL");
        if (file.isPresent()) {
            Files.delete(file.get());
        }
        return dump;
    }

    private void checkTold(List<Diary> diaries, int count) {
        for (int i = 0; i < FOLLOWERS; i++) {
            Diary diary = diaries.get(i).untilEnds(followers.get(i), 1);
            Map<String, NdArray> told = diary.checked();
            assertThat(told).hasSize(3);
            assertThat(told.get(SCAN + ":axis:roby")).isEqualTo(indices(count));
            assertThat(diary.structure())
                    .isEqualTo(diaries.getFirst().structure())
                    .hasSize(11);
        }
    }

    private static void checkPoints(DataNode.Scan scan, int count) {
        Map<String, NdArray> data = scan.data();
        assertThat(data.get("roby")).isEqualTo(indices(count));
        assertThat(data)
                .hasSize(3)
                .allSatisfy((name, all) -> assertThat(all.length()).isEqualTo(count));
        assertThat(scan.state()).contains(ScanState.DONE);
    }

    private static Numbers indices(int count) {
        return Numbers.of(IntStream.range(0, count).asDoubleStream().toArray());
    }
}
