package bliss4j.session;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.ScanState;
import bliss4j.device.AcquisitionException;
import bliss4j.scan.Scan;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Scans that do not come to their planned end. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class ScanEndIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final Watched watched = new Watched("watched");
    private Beamline beamline;
    private Session session;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url(), Map.of("watched", spec -> watched));
        session = beamline.session;
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private Scan ten() {
        return session.scan(ascan(beamline.axis("robz"), 0, 9, 10, 0, watched));
    }

    /** Does something once the watched counter hangs. */
    private Thread whenItHangs(Runnable action) {
        return Thread.ofPlatform().start(() -> {
            watched.awaitHanging();
            action.run();
        });
    }

    private static void join(Thread thread) throws InterruptedException {
        assertThat(thread.join(SOON)).isTrue();
    }

    private static Map<String, Value> info(Scan scan) {
        return scan.node().orElseThrow().info();
    }

    private void assertPoints(Scan scan, String entry, int counted) {
        Map<String, NdArray> data = scan.data();
        assertThat(data)
                .hasEntrySatisfying(
                        "watched", points -> assertThat(points.length()).isEqualTo(counted));
        Value points = Value.of(info(scan)).at("points");
        for (String channel : List.of("axis:robz", "timer:elapsed_time", "watched:watched")) {
            long count = channel.startsWith("watched") ? counted : counted + 1L;
            assertThat(points.at(channel)).as(channel).isEqualTo(Value.of(count));
            String length = Oracles.python(
                    List.of("h5py"),
                    "import sys, h5py; print(len(h5py.File(sys.argv[1], 'r')[sys.argv[2]]))",
                    beamline.file(),
                    entry + "/measurement/" + channel);
            assertThat(length.strip()).as(channel + " in the file").isEqualTo(Long.toString(count));
        }
    }

    @Test
    void anAbortInACountKeepsExactlyThePointsThatWereTaken() throws InterruptedException {
        watched.hangAt(4);
        Scan scan = ten();
        Thread aborting = whenItHangs(scan::abort);
        scan.run();
        join(aborting);
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        assertThat(info(scan)).containsEntry("state", Value.of(5)).containsEntry("end_reason", Value.of("aborted"));
        assertPoints(scan, "1_ascan", 3);
        assertThat(beamline.axis("robz").position()).isEqualTo(3);
        assertThat(session.scans().last()).contains(scan);
        assertThat(session.run(loopscan(1, 0, beamline.counter("diode"))).number())
                .contains(2);
    }

    @Test
    void anAbortInAMoveStopsTheAxisAtOnce() throws InterruptedException {
        // the first point is where it stands, the second a quarter of an hour away
        Scan scan = session.scan(ascan(beamline.axis("slow"), 0, 1000, 2, 0, watched));
        watched.reads(number -> {
            Thread.ofPlatform().start(() -> {
                while (beamline.axis("slow").position() < 0.01) {
                    Thread.onSpinWait();
                }
                scan.abort();
            });
            return number;
        });
        scan.run();
        double position = beamline.axis("slow").position();
        assertThat(position).isBetween(0.01, 100.0);
        TimeUnit.MILLISECONDS.sleep(20);
        assertThat(beamline.axis("slow").position()).isEqualTo(position);
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        assertThat(scan.data())
                .allSatisfy((name, points) -> assertThat(points.length()).isOne());
    }

    @Test
    void anAbortBeforeTheStartLeavesNothing() {
        Scan scan = ten();
        scan.abort();
        scan.run();
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        assertThat(scan.number()).isEmpty();
        assertThat(scan).hasToString("Scan(number=?, name=ascan, path=<no saving>)");
        assertThat(session.scans().all()).isEmpty();
        assertThat(beamline.file()).doesNotExist();
        assertThat(session.run(loopscan(1, 0, watched)).number()).contains(1);
    }

    @Test
    void anAbortFromManySendersOrAfterTheEndDoesNoHarm() throws InterruptedException {
        watched.hangAt(2);
        Scan scan = ten();
        Thread aborting = whenItHangs(() -> {
            try (var threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 20; i++) {
                    threads.execute(scan::abort);
                }
            }
        });
        scan.run();
        join(aborting);
        assertPoints(scan, "1_ascan", 1);

        watched.reads(number -> number);
        Scan done = session.run(loopscan(2, 0, watched));
        done.abort();
        assertThat(done.state()).isEqualTo(ScanState.DONE);
    }

    @Test
    void f60AnExceptionInADeviceReachesTheCallerAndKeepsWhatWasTaken() {
        long[] failed = {0};
        watched.reads(number -> {
            if (number == 3) {
                failed[0] = System.nanoTime();
                throw new IllegalStateException("no light on the diode");
            }
            return number;
        });
        Scan scan = ten();
        assertThatThrownBy(scan::run).isInstanceOf(IllegalStateException.class).hasMessage("no light on the diode");
        assertThat(Duration.ofNanos(System.nanoTime() - failed[0])).isLessThan(Duration.ofSeconds(1));
        assertThat(scan.state()).isEqualTo(ScanState.FAILED);
        assertThat(info(scan))
                .containsEntry("state", Value.of(6))
                .containsEntry("end_reason", Value.of("no light on the diode"));
        assertPoints(scan, "1_ascan", 2);
        assertThat(session.scans().last()).contains(scan);
    }

    @Test
    void anExceptionWithoutAMessageIsNamedByItsClass() {
        watched.reads(number -> {
            throw new UnsupportedOperationException();
        });
        Scan scan = ten();
        assertThatThrownBy(scan::run).isInstanceOf(UnsupportedOperationException.class);
        assertThat(info(scan)).containsEntry("end_reason", Value.of("UnsupportedOperationException"));
    }

    @Test
    void f61AScanRunsOnce() {
        Scan scan = session.run(loopscan(1, 0, watched));
        assertThatThrownBy(scan::run)
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("can only be used once");
        assertThat(scan.state()).isEqualTo(ScanState.DONE);
        assertThat(session.scans().all()).hasSize(1);
    }

    @Test
    void anInterruptOfTheCallerAbortsTheScan() throws InterruptedException {
        watched.hangAt(3);
        Scan scan = ten();
        Thread caller = Thread.currentThread();
        Thread interrupting = whenItHangs(caller::interrupt);
        scan.run();
        assertThat(Thread.interrupted()).isTrue();
        join(interrupting);
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        assertPoints(scan, "1_ascan", 2);
    }

    @Test
    void aCallerThatIsInterruptedAlreadyTakesNoNumber() {
        Scan scan = ten();
        Thread.currentThread().interrupt();
        scan.run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        assertThat(scan.number()).isEmpty();
    }

    @Test
    void aLimitIsRefusedBeforeAnythingMovesOrANumberIsTaken() {
        Scan scan = session.scan(ascan(beamline.axis("robz"), 5, -2000, 3, 0, watched));
        assertThatThrownBy(scan::run)
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("robz cannot be sent to -2000.0");
        assertThat(scan.state()).isEqualTo(ScanState.FAILED);
        assertThat(beamline.axis("robz").position()).isZero();
        assertThat(session.scans().all()).isEmpty();
        assertThat(session.scans().running()).isEmpty();
        assertThat(session.run(loopscan(1, 0, watched)).number()).contains(1);
    }

    @Test
    void theStateIsThatOfTheMoment() {
        Scan scan = ten();
        assertThat(scan.state()).isEqualTo(ScanState.IDLE);
        assertThat(scan.data()).isEmpty();
        assertThat(scan.node()).isEmpty();
        watched.reads(number -> {
            if (number == 1) {
                assertThat(scan.state()).isEqualTo(ScanState.STARTING);
                assertThat(session.scans().running()).containsExactly(scan);
                assertThat(scan.end()).isEmpty();
            }
            return number;
        });
        scan.run();
        assertThat(scan.state()).isEqualTo(ScanState.DONE);
        assertThat(scan.end())
                .get()
                .extracting(end -> end.points().get("watched:watched"))
                .isEqualTo(10L);
        assertThat(scan.degraded()).isEmpty();
    }

    @Test
    void dataCanBeReadWhileTheScanRuns() throws InterruptedException {
        watched.hangAt(6);
        Scan scan = ten();
        AtomicReference<Map<String, Value>> seen = new AtomicReference<>(Map.of());
        Thread aborting = whenItHangs(() -> {
            try {
                // points are on their way to Redis while the scan goes on
                await().until(() -> scan.data()
                                .getOrDefault("watched", Numbers.of(new double[0]))
                                .length()
                        == 5);
                seen.set(info(scan));
            } finally {
                scan.abort();
            }
        });
        scan.run();
        join(aborting);
        assertThat(seen.get())
                .containsEntry("state", Value.of(2))
                .containsKey("title")
                .doesNotContainKey("end_time");
        assertPoints(scan, "1_ascan", 5);
    }

    @Test
    void closingTheSessionAbortsWhatRunsAndLetsNothingStart() throws InterruptedException {
        watched.hangAt(3);
        Scan scan = ten();
        Thread closing = whenItHangs(session::close);
        scan.run();
        join(closing);
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        Scan late = ten();
        assertThatThrownBy(late::run).hasMessageContaining("closed");
        assertThat(late.state()).isEqualTo(ScanState.FAILED);
    }

    @Test
    void closingTheSessionWaitsForTheEndOfItsScans() throws InterruptedException {
        watched.hangAt(3);
        Scan scan = ten();
        Thread running = Thread.ofPlatform().start(scan::run);
        watched.awaitHanging();
        session.close();
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        assertThat(info(scan)).containsEntry("state", Value.of(5));
        join(running);
    }
}
