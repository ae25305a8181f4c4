package bliss4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.folder.FileRules;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusStore;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanRecorder.Numbering;
import bliss4j.redis.Retention;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A killed process leaves a scan without an end; Redis has its last points. */
@ExtendWith(LeakCheck.class)
class RecoveryIT {
    private static final String DIRECTORY = "test_session:mnt:c:tmp:sample1";
    private static final String SCAN = DIRECTORY + ":1_ascan";
    private static final int POINTS = 50;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration SHORT_LEASE = Duration.ofMillis(1200);

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

    private Path file() {
        return home.resolve("data.h5");
    }

    private ChildJvm publishing(Duration lease) {
        ChildJvm child = ChildJvm.start(
                KilledMain.class,
                redis.url(),
                file().toString(),
                Integer.toString(POINTS),
                Long.toString(lease.toMillis()));
        child.waitFor("published");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> lengths(live.store()).equals(pointsOfAll()));
        return child;
    }

    private void kill() {
        kill(LEASE);
    }

    private void kill(Duration lease) {
        try (ChildJvm child = publishing(lease)) {
            child.kill9();
        }
    }

    private static List<Long> pointsOfAll() {
        return List.of((long) POINTS, (long) POINTS, (long) POINTS);
    }

    private static List<Long> lengths(DataStore store) {
        return store.node(SCAN)
                .map(node -> store.lengths(
                        List.copyOf(((DataNode.Scan) node).channels().values())))
                .orElse(List.of());
    }

    private Optional<String> ended() {
        try (NexusStore store = NexusStore.open(file())) {
            DataNode.Scan scan = (DataNode.Scan) store.node(SCAN).orElseThrow();
            return scan.state()
                    .filter(ScanState::ended)
                    .map(state -> state + ": "
                            + scan.info()
                                    .getOrDefault("end_reason", Value.nothing())
                                    .asText());
        }
    }

    @Test
    void pointsThatRedisHasAreBackInTheFileAndTheScanReadsAsKilled() {
        kill();
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(lengths(store)).containsOnly(0L);
        }
        assertThat(ended()).isEmpty();

        assertThat(live.recover(file()))
                .singleElement()
                .asString()
                .startsWith("1_ascan: ABORTED: killed; put back " + 3 * POINTS + " points of 3 channels");
        assertThat(ended()).contains("ABORTED: killed");
        try (NexusStore store = NexusStore.open(file())) {
            DataNode.Scan saved = (DataNode.Scan) store.node(SCAN).orElseThrow();
            DataNode.Scan published = (DataNode.Scan) live.store().node(SCAN).orElseThrow();
            assertThat(saved.data()).isEqualTo(published.data());
        }
        assertThat(Oracles.python(List.of("h5py"), """
                import h5py, sys
                with h5py.File(sys.argv[1]) as file:
                    scan = file['1_ascan']
                    print(scan['scan_meta/end_reason'][()].decode(), 'end_time' in scan, len(scan['measurement/axis:roby']),
                          scan['scan_meta/points/diode:diode'][()])
                """, file()).strip())
                .isEqualTo("killed True " + POINTS + " " + POINTS);
        assertThat(live.recover(file())).isEmpty();
    }

    /** Nobody waits until its lease has run out: its process is of this machine and gone. */
    @Test
    void theScanEndsInRedisToo() throws InterruptedException {
        kill();
        DataNode.Scan scan = (DataNode.Scan) live.store().node(SCAN).orElseThrow();
        assertThat(scan.state().filter(ScanState::ended)).isEmpty();
        live.recover(file());
        assertThat(scan.state()).contains(ScanState.ABORTED);
        assertThat(Value.of(scan.info()).at("end_reason")).isEqualTo(Value.of("killed"));
        assertThat(Value.of(scan.info()).at("points").at("diode:diode")).isEqualTo(Value.of(POINTS));
        try (Follower follower = scan.follow(NodeFilter.all())) {
            Optional<DataEvent> event = follower.next();
            while (event.isPresent() && !(event.get() instanceof DataEvent.EndScan)) {
                event = follower.next();
            }
            assertThat(event).isPresent();
        }
    }

    /** Also if no scan goes into the file again, as each has its own. */
    @Test
    void whoeverMakesDataEndsItInBoth() {
        kill(SHORT_LEASE);
        try (LiveData other =
                LiveData.at(redis.url(), home, Retention.DEFAULT.withLease(SHORT_LEASE), LaneLimits.DEFAULT)) {
            assertThat(other.recorder()).isNotNull();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> live.store()
                            .node(SCAN)
                            .map(DataNode.Scan.class::cast)
                            .flatMap(DataNode.Scan::state)
                            .equals(Optional.of(ScanState.ABORTED)));
        }
        assertThat(ended()).contains("ABORTED: killed");
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(lengths(store)).isEqualTo(pointsOfAll());
        }
    }

    @Test
    void theNextScanIntoTheFileDoesItByItself() {
        kill();
        Numbering numbering = new Numbering("test_session", DIRECTORY, "ascan", Optional.of(file()), true);
        ScanPublisher next =
                live.recorder().begin(numbering, number -> SampleScans.ascan(SampleScans.SAMPLE1, Optional.of(file())));
        assertThat(ended()).contains("ABORTED: killed");
        next.end(ScanState.DONE, "done");
        assertThat(next.description().number()).isEqualTo(2);
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(lengths(store)).isEqualTo(pointsOfAll());
        }
        assertThat(NexusFiles.leftBehind(file())).isFalse();
    }

    @Test
    void aScanThatRunsIsLeftAlone() {
        try (ChildJvm child = publishing(LEASE);
                DataStore store = Bliss.connect(redis.url())) {
            assertThatThrownBy(() -> NexusFiles.recover(
                            file(), "test", store, FileRules.DEFAULT.waiting(Duration.ofMillis(100))))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is being written by session 'killed_session', process " + child.pid());
            assertThat(ended()).isEmpty();
        }
    }

    @Test
    void aScanOfThisProcessThatRunsIsLeftAlone() {
        Numbering numbering = new Numbering("test_session", DIRECTORY, "ascan", Optional.of(file()), true);
        ScanPublisher scan =
                live.recorder().begin(numbering, number -> SampleScans.ascan(SampleScans.SAMPLE1, Optional.of(file())));
        assertThat(live.recover(file())).isEmpty();
        assertThat(ended()).isEmpty();
        scan.end(ScanState.DONE, "done");
        assertThat(ended()).contains("DONE: done");
    }

    @Test
    void twoAtOnceDoItOnce() {
        kill();
        CompletableFuture<List<String>> other = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                other.complete(live.recover(file()));
            } catch (DataException e) {
                other.completeExceptionally(e);
            }
        });
        List<String> mine = live.recover(file());
        List<String> theirs = other.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(mine.size() + theirs.size()).isEqualTo(1);
        assertThat(ended()).contains("ABORTED: killed");
        assertThat(thread).isNotNull();
    }

    /** Points that cannot be asked for now may be there later: the scan keeps its chance, and the next one starts. */
    @Test
    void withRedisAwayItIsPutOff() {
        kill();
        try (LiveData away = LiveData.at("redis://127.0.0.1:1", home, Retention.DEFAULT, LaneLimits.DEFAULT)) {
            assertThatThrownBy(() -> away.recover(file())).isInstanceOf(DataException.class);
        }
        assertThat(ended()).isEmpty();
        assertThat(NexusFiles.leftBehind(file())).isTrue();
        assertThat(live.recover(file())).hasSize(1);
        assertThat(ended()).contains("ABORTED: killed");
    }
}
