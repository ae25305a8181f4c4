package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.Numbers;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class RedisRestartIT {
    private final PrivateRedis redis = PrivateRedis.start();
    private final LiveTree tree = new LiveTree(redis.url());

    @AfterEach
    void close() {
        tree.close();
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFollowerGoesOnWhenRedisWasKilledAndStartedAgainBetweenTwoScans(boolean empty) {
        Follower follower = tree.follow(NodeFilter.all());
        Diary first = new Diary();
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        first.untilEnds(follower, 1);
        redis.save();
        redis.kill();
        assertThat(follower.next(java.time.Duration.ofMillis(600))).isEmpty();
        redis.restart(empty);
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 2));
        Diary second = new Diary().untilEnds(follower, 1);
        assertThat(second.lines()).startsWith("event.NEW_NODE 2_ascan");
        assertThat(second.checked())
                .hasSize(3)
                .allSatisfy((channel, points) -> assertThat(points.length()).isEqualTo(10));
        assertThat(tree.session().children()).hasSize(1);
    }

    @Test
    void afterALossAScanOfTheSameNumberIsToldAsANewOne() {
        Follower follower = tree.follow(NodeFilter.all());
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        Diary first = new Diary().untilEnds(follower, 1);
        redis.restart(true);
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        Diary second = new Diary().untilEnds(follower, 1);
        assertThat(second.checked()).isEqualTo(first.checked());
        assertThat(second.structure()).isNotEmpty().isSubsetOf(first.structure());
    }

    @Test
    void questionsAreAnsweredAgainAfterARestartWithTheData() {
        tree.playExperiment();
        redis.restart(false);
        assertThat(tree.session().walk(NodeFilter.all())).hasSize(24);
        assertThat(tree.channel("test_session:mnt:c:tmp:sample2:1_ascan:axis:roby")
                        .get(-1))
                .contains(Numbers.scalar(9));
    }

    @Test
    void withoutRedisAQuestionIsRefusedWithItsAddress() {
        tree.playExperiment();
        redis.kill();
        assertThatThrownBy(() -> tree.store().node("test_session"))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("redis://127.0.0.1:" + redis.port())
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void anUnsavedScanWhoseRedisDiesSaysSoAndEndsFailed() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        SampleScans.point(scan, 0);
        Awaitility.await()
                .until(() -> tree.store()
                        .node("test_session:mnt:c:tmp:sample1:1_ascan")
                        .isPresent());
        redis.kill();
        SampleScans.point(scan, 1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(scan.degraded())
                        .singleElement()
                        .asString()
                        .contains("cannot be reached", "redis://127.0.0.1:" + redis.port()));
        SampleScans.point(scan, 2);
        ScanEnd end = scan.end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains("cannot be reached");
    }
}
