package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.data.DataNode;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redis in trouble while a scan runs: the scan goes on, and when Redis is back it has every point, and followers too. */
@ExtendWith(LeakCheck.class)
class RedisCatchUpIT {
    private static final int FOLLOWERS = 5;
    private static final int THIRD = 300;
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";

    @TempDir
    Path folder;

    private final PrivateRedis redis = PrivateRedis.start();
    private final LiveTree tree = new LiveTree(redis.url());

    @AfterEach
    void close() {
        tree.close();
        redis.close();
    }

    enum Trouble {
        KILLED_AND_EMPTY {
            @Override
            void happen(PrivateRedis redis, Runnable meanwhile) {
                redis.kill();
                meanwhile.run();
                redis.restart(true);
            }
        },
        KILLED_WITH_ITS_DATA {
            @Override
            void happen(PrivateRedis redis, Runnable meanwhile) {
                redis.save();
                redis.kill();
                meanwhile.run();
                redis.restart(false);
            }
        },
        EMPTIED {
            @Override
            void happen(PrivateRedis redis, Runnable meanwhile) {
                redis.command("FLUSHALL");
                meanwhile.run();
            }
        },
        CONNECTIONS_CUT {
            @Override
            void happen(PrivateRedis redis, Runnable meanwhile) {
                redis.command("CLIENT KILL TYPE normal");
                meanwhile.run();
            }
        };

        abstract void happen(PrivateRedis redis, Runnable meanwhile);
    }

    @ParameterizedTest
    @CsvSource({
        "KILLED_AND_EMPTY, true",
        "KILLED_AND_EMPTY, false",
        "KILLED_WITH_ITS_DATA, true",
        "KILLED_WITH_ITS_DATA, false",
        "EMPTIED, true",
        "EMPTIED, false",
        "CONNECTIONS_CUT, true",
        "CONNECTIONS_CUT, false"
    })
    void theScanGoesOnAndEverybodyGetsEveryPoint(Trouble trouble, boolean saved) {
        List<Follower> followers = IntStream.range(0, FOLLOWERS)
                .mapToObj(i -> tree.follow(NodeFilter.all()))
                .toList();
        ScanPublisher scan = start(saved);
        scan.prepared(Map.of());
        points(scan, 0, THIRD);
        List<Diary> diaries = new ArrayList<>();
        for (Follower follower : followers) {
            diaries.add(new Diary().untilPoint(follower, "diode", THIRD - 1));
        }
        trouble.happen(redis, () -> points(scan, THIRD, 2 * THIRD));
        Awaitility.await().until(() -> scan.degraded().isEmpty());
        points(scan, 2 * THIRD, 3 * THIRD);
        assertThat(scan.end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);

        for (int i = 0; i < FOLLOWERS; i++) {
            Map<String, NdArray> told =
                    diaries.get(i).untilEnds(followers.get(i), 1).checked();
            assertThat(told).hasSize(3);
            assertThat(told.get(SCAN + ":axis:roby")).isEqualTo(indices());
        }
        DataNode.Scan node = (DataNode.Scan) tree.store().node(SCAN).orElseThrow();
        assertThat(node.data().get("roby")).isEqualTo(indices());
        assertThat(node.data())
                .hasSize(3)
                .allSatisfy((name, all) -> assertThat(all.length()).isEqualTo(3 * THIRD));
        assertThat(node.state()).contains(ScanState.DONE);
        followers.forEach(Follower::close);
    }

    private static Numbers indices() {
        return Numbers.of(IntStream.range(0, 3 * THIRD).asDoubleStream().toArray());
    }

    private static void points(ScanPublisher scan, int from, int to) {
        for (int point = from; point < to; point++) {
            SampleScans.point(scan, point);
        }
    }

    private ScanPublisher start(boolean saved) {
        if (!saved) {
            return tree.ascan(SampleScans.SAMPLE1, 1);
        }
        Path file = folder.resolve("data.h5");
        ScanDraft draft = SampleScans.ascan(SampleScans.SAMPLE1, Optional.of(file));
        Claim claim = NexusFiles.claim(file, "ascan", "test_session", floor -> floor + 1);
        return Publication.start(
                draft.numbered(claim.number()),
                Optional.of(claim.sink()),
                Optional.of(tree.server().sink()),
                LaneLimits.DEFAULT);
    }
}
