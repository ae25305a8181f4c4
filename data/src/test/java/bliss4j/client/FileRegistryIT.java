package bliss4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanRecorder.Numbering;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import bliss4j.redis.Retention;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where scans are saved is known to Redis and at home, and how far they are safe in their file stands in their info. */
@ExtendWith(LeakCheck.class)
class FileRegistryIT {
    private static final String DIRECTORY = "test_session:mnt:c:tmp:sample1";

    @TempDir
    private Path home;

    private final PrivateRedis redis = PrivateRedis.start();
    private LiveData live;

    @BeforeEach
    void connect() {
        live = LiveData.at(redis.url(), home, Retention.DEFAULT, LaneLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        live.close();
        redis.close();
    }

    private Path file(ScanDirectory directory) {
        return home.resolve(directory.parent().name() + " Ω.h5");
    }

    private ScanPublisher begin(ScanDirectory directory) {
        Optional<Path> file = Optional.of(file(directory));
        Numbering numbering = new Numbering("test_session", directory.dbName(), "ascan", file, true);
        return live.recorder().begin(numbering, number -> SampleScans.ascan(directory, file));
    }

    private Map<String, Set<Path>> known(Optional<Path> home) {
        RedisServer server = RedisServer.at(RedisAddress.parse(redis.url()), Duration.ofDays(1));
        return new FileRegistry(server, home.map(folder -> folder.resolve("settings"))).files("test_session");
    }

    @Test
    void filesOfEachDirectoryAreKnownFromTheAnnouncementOn() {
        ScanPublisher running = begin(SampleScans.SAMPLE1);
        running.prepared(Map.of());
        Awaitility.await()
                .untilAsserted(() -> assertThat(known(Optional.empty()))
                        .isEqualTo(Map.of(DIRECTORY, Set.of(file(SampleScans.SAMPLE1)))));
        running.end(ScanState.DONE, "done");
        SampleScans.play(begin(SampleScans.SAMPLE1));
        SampleScans.play(begin(SampleScans.SAMPLE2));
        assertThat(known(Optional.empty()))
                .containsExactly(
                        Map.entry(DIRECTORY, Set.of(file(SampleScans.SAMPLE1))),
                        Map.entry("test_session:mnt:c:tmp:sample2", Set.of(file(SampleScans.SAMPLE2))));
        assertThat(redis.command("TTL bliss4j:files:test_session")).contains("-1");
    }

    @Test
    void aRedisThatHasLostThemIsToldFromHome() {
        SampleScans.play(begin(SampleScans.SAMPLE1));
        redis.command("FLUSHALL");
        assertThat(known(Optional.empty())).isEmpty();
        SampleScans.play(begin(SampleScans.SAMPLE2));
        assertThat(known(Optional.empty())).containsOnlyKeys(DIRECTORY, "test_session:mnt:c:tmp:sample2");
    }

    @Test
    void homeKnowsThemWithoutRedis() {
        SampleScans.play(begin(SampleScans.SAMPLE1));
        redis.kill();
        assertThat(known(Optional.of(home))).isEqualTo(Map.of(DIRECTORY, Set.of(file(SampleScans.SAMPLE1))));
        assertThat(known(Optional.empty())).isEmpty();
    }

    @Test
    void anotherHomeLearnsWhatRedisKnows(@TempDir Path other) {
        SampleScans.play(begin(SampleScans.SAMPLE1));
        known(Optional.of(other));
        redis.kill();
        assertThat(known(Optional.of(other))).containsOnlyKeys(DIRECTORY);
    }

    @Test
    void howFarAScanIsSafeInItsFileStandsInItsInfo() {
        ScanPublisher scan = begin(SampleScans.SAMPLE1);
        scan.prepared(Map.of());
        SampleScans.point(scan, 0);
        DataNode.Scan node = Awaitility.await()
                .until(() -> live.store().node(DIRECTORY + ":1_ascan"), Optional::isPresent)
                .map(DataNode.Scan.class::cast)
                .orElseThrow();
        Awaitility.await().untilAsserted(() -> assertThat(node.info()).containsEntry("durable_index", indices(1)));
        SampleScans.point(scan, 1);
        redis.command("FLUSHALL");
        SampleScans.point(scan, 2);
        Awaitility.await().untilAsserted(() -> assertThat(node.info()).containsEntry("durable_index", indices(3)));
        scan.end(ScanState.DONE, "done");
        assertThat(node.info()).containsEntry("durable_index", indices(3));
    }

    private static Value indices(long all) {
        return Value.of(
                Map.of("axis:roby", Value.of(all), "timer:elapsed_time", Value.of(all), "diode:diode", Value.of(all)));
    }
}
