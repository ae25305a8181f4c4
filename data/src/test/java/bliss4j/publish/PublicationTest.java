package bliss4j.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.testing.LeakCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class PublicationTest {
    private static final LaneLimits LIMITS = new LaneLimits(1 << 20, Duration.ofMinutes(5), Duration.ofMillis(300));

    private final RecordingSink file = new RecordingSink("data.h5");
    private final RecordingSink live = new RecordingSink("Redis");

    private static ScanDescription ascan() {
        return SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()).numbered(1);
    }

    private ScanPublisher start() {
        return Publication.start(ascan(), Optional.of(file), Optional.of(live), LIMITS);
    }

    private ScanPublisher startUnsaved() {
        return Publication.start(ascan(), Optional.empty(), Optional.of(live), LIMITS);
    }

    @Test
    void bothLanesAreBroughtEverythingInOrder() {
        ScanPublisher scan = start();
        assertThat(file.calls()).containsExactly("announce");
        scan.prepared(Map.of("a", Value.of(1)));
        assertThat(file.calls()).containsExactly("announce", "prepared", "flush");
        SampleScans.point(scan, 0);
        ScanEnd end = scan.end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.DONE);
        assertThat(file.calls())
                .startsWith("announce", "prepared", "flush", "append")
                .endsWith("end");
        assertThat(live.calls()).startsWith("announce", "prepared", "append").endsWith("end");
        assertThat(live.ended()).isEqualTo(file.ended()).isEqualTo(end);
        assertThat(end.points())
                .containsExactly(
                        Map.entry("axis:roby", 1L), Map.entry("timer:elapsed_time", 1L), Map.entry("diode:diode", 1L));
        assertThat(scan.degraded()).isEmpty();
    }

    @Test
    void eachChannelsPointsAreNumberedFromZeroAndEmptyBlocksAreNone() {
        ScanPublisher scan = start();
        scan.append(0, Numbers.of(1.0, 2), 1);
        scan.append(0, NdArray.empty(DType.FLOAT64, Shape.SCALAR), 1);
        scan.append(0, Numbers.of(3.0), 1);
        scan.append(2, Numbers.of(4.0), 1);
        assertThat(scan.points()).containsEntry("axis:roby", 3L).containsEntry("diode:diode", 1L);
        scan.end(ScanState.DONE, "done");
        for (RecordingSink sink : List.of(file, live)) {
            long roby = 0;
            for (ScanSink.Points points :
                    sink.appended().stream().flatMap(List::stream).toList()) {
                if (points.channel() == 0) {
                    assertThat(points.first()).isEqualTo(roby);
                    roby += points.rows().length();
                }
            }
            assertThat(roby).isEqualTo(3);
        }
    }

    @Test
    void aChannelThatIsNotPublishedIsInTheFileAlone() {
        ChannelDescription epoch =
                new ChannelDescription("epoch", "detector:epoch", DType.FLOAT64, Shape.SCALAR, Optional.of("s"), false);
        ScanDescription description = SampleScans.detector(SampleScans.SAMPLE1, Optional.empty(), epoch)
                .numbered(1);
        assertThat(description.nodes()).noneMatch(node -> node.name().equals("epoch"));
        ScanPublisher scan = Publication.start(description, Optional.of(file), Optional.of(live), LIMITS);
        scan.append(1, Numbers.of(1.0), 1);
        assertThat(scan.end(ScanState.DONE, "done").points()).containsOnlyKeys("timer:elapsed_time");
        assertThat(file.appended()).hasSize(1);
        assertThat(live.appended()).isEmpty();
    }

    @Test
    void whatAFlushHasMadeSafeIsToldToTheOtherLane() {
        LaneLimits often = new LaneLimits(1 << 20, Duration.ofMillis(1), Duration.ofSeconds(10));
        ScanPublisher scan = Publication.start(ascan(), Optional.of(file), Optional.of(live), often);
        scan.prepared(Map.of());
        assertThat(live.calls()).doesNotContain("durable");
        SampleScans.point(scan, 0);
        Awaitility.await().until(() -> live.durable().equals(List.of(1L, 1L, 1L)));
        SampleScans.point(scan, 1);
        scan.append(0, Numbers.of(2.0), 1);
        scan.end(ScanState.DONE, "done");
        assertThat(live.durable()).containsExactly(3L, 2L, 2L);
        assertThat(live.calls().stream().filter(call -> !call.equals("flush")).toList()) // it is due all the time
                .endsWith("durable", "end");
    }

    @Test
    void howeverManyFlushesThereWereOneCommandWaitsForABusyRedis() throws InterruptedException {
        Semaphore gate = live.gated();
        LaneLimits often = new LaneLimits(1 << 20, Duration.ofNanos(1), Duration.ofSeconds(10));
        ScanPublisher scan = Publication.start(ascan(), Optional.of(file), Optional.of(live), often);
        scan.append(0, Numbers.of(0.0), 1);
        live.awaitReached();
        for (int i = 1; i < 20; i++) {
            long flushes = flushes();
            scan.append(0, Numbers.of((double) i), 1);
            Awaitility.await().until(() -> flushes() > flushes);
        }
        gate.release(100);
        scan.end(ScanState.DONE, "done");
        assertThat(live.calls().stream().filter("durable"::equals)).hasSizeBetween(1, 3);
        assertThat(live.durable()).containsExactly(20L, 0L, 0L);
    }

    private long flushes() {
        return file.calls().stream().filter("flush"::equals).count();
    }

    @Test
    void aFileThatFailsMakesNothingSafe() {
        file.failingAt("end", new DataException("disk is full"));
        RecordingSink other = new RecordingSink("Redis");
        ScanPublisher failing = Publication.start(ascan(), Optional.of(file), Optional.of(other), LIMITS);
        SampleScans.point(failing, 0);
        failing.end(ScanState.DONE, "done");
        assertThat(other.calls()).doesNotContain("durable");
    }

    @Test
    void withoutAnEntryInTheFileThereIsNoScan() {
        file.failingAt("announce", new DataException("data.h5 is locked by lid29"));
        assertThatThrownBy(this::start)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("data.h5")
                .hasMessageContaining("locked by lid29");
        assertThat(live.calls()).isEmpty();
    }

    @Test
    void aFileThatFailsStopsTheScanWhichEndsFailed() {
        file.failingAt("append", new DataException("disk is full"));
        ScanPublisher scan = start();
        assertThatThrownBy(() -> {
                    for (int point = 0; point < 1_000_000; point++) {
                        SampleScans.point(scan, point);
                    }
                })
                .isInstanceOf(PublishException.class)
                .hasMessage("data.h5: disk is full");
        assertThat(scan.degraded()).containsExactly("data.h5: disk is full");
        ScanEnd end = scan.end(ScanState.ABORTED, "aborted");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains("disk is full");
        assertThat(live.ended()).isEqualTo(end);
    }

    @Test
    void aFileThatCannotBeCompletedEndsTheScanFailed() {
        file.failingAt("end", new DataException("disk is full"));
        ScanPublisher scan = start();
        SampleScans.point(scan, 0);
        assertThat(scan.end(ScanState.DONE, "done").state()).isEqualTo(ScanState.FAILED);
        assertThat(live.ended().state()).isEqualTo(ScanState.FAILED);
        assertThat(live.ended().info()).containsEntry("state", Value.of(6));
    }

    /** Issue 4, item 7: as long as its lane has room, a file that stands still keeps no point from being published. */
    @Test
    void writingNeverDelaysPublishing() throws InterruptedException {
        Semaphore gate = file.gated();
        ScanPublisher scan = start();
        SampleScans.point(scan, 0);
        file.awaitReached();
        for (int point = 1; point < 100; point++) {
            SampleScans.point(scan, point);
        }
        Awaitility.await().until(() -> live.rows(0) == 100);
        assertThat(file.rows(0)).isLessThan(100);
        gate.release(1000);
        assertThat(scan.end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
        assertThat(file.rows(0)).isEqualTo(100);
    }

    /** A device's point is published although its file has failed. */
    @Test
    void whatABrokenFileRefusesIsPublished() {
        file.failingAt("append", new DataException("disk is full"));
        ScanPublisher scan = start();
        long taken = 0;
        try {
            while (taken < 1_000_000) {
                taken++;
                scan.append(0, Numbers.of((double) taken), 1);
            }
        } catch (PublishException e) {
            assertThat(e).hasMessage("data.h5: disk is full");
        }
        ScanEnd end = scan.end(ScanState.FAILED, "failed");
        assertThat(live.rows(0)).isEqualTo(taken);
        assertThat(end.points()).containsEntry("axis:roby", taken);
    }

    @Test
    void aFileThatDoesNotAnswerInTimeEndsTheScanFailed() throws InterruptedException {
        Semaphore gate = file.gated();
        ScanPublisher scan = start();
        SampleScans.point(scan, 0);
        file.awaitReached();
        ScanEnd end = scan.end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains("did not answer within");
        assertThat(live.ended()).isEqualTo(end);
        gate.release(100);
    }

    @Test
    void aSavedScanGoesOnWithoutRedis() {
        live.failingAt("announce", new DataException("cannot be reached"));
        ScanPublisher scan = start();
        scan.prepared(Map.of());
        SampleScans.point(scan, 0);
        ScanEnd end = scan.end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.DONE);
        assertThat(scan.degraded()).containsExactly("Redis: cannot be reached");
        assertThat(live.calls()).containsExactly("announce", "abandon");
        assertThat(file.ended()).isEqualTo(end);
    }

    @Test
    void anUnsavedScanThatIsNowhereEndsFailed() {
        live.failingAt("end", new DataException("cannot be reached"));
        ScanPublisher scan = startUnsaved();
        SampleScans.point(scan, 0);
        ScanEnd end = scan.end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).isEqualTo("Redis: cannot be reached");
    }

    @Test
    void afterItsEndAScanTakesNothing() {
        ScanPublisher scan = startUnsaved();
        scan.end(ScanState.DONE, "done");
        assertThatThrownBy(() -> SampleScans.point(scan, 0))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("has ended");
    }
}
