package bliss4j.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bliss4j.chain.AcquisitionChannel;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Limits;
import bliss4j.sim.SimAxis;
import bliss4j.testing.Oracles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StepMastersTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private final SimAxis quick = new SimAxis("quick", Optional.of("mm"), INFINITE, INFINITE, new Limits(-10, 10));
    private final SimAxis roby = new SimAxis("roby", Optional.empty(), 2500, 1000, Limits.NONE);

    @Test
    void linearPositionsIncludeBothEnds() {
        assertThat(AxisMove.linear(quick, 0, 9, 10).positions())
                .containsExactly(0., 1., 2., 3., 4., 5., 6., 7., 8., 9.);
        assertThat(AxisMove.linear(quick, 3, 4, 1).positions()).containsExactly(3.0);
        assertThat(AxisMove.linear(quick, 4, -4, 3).positions()).containsExactly(4.0, 0.0, -4.0);
        assertThat(AxisMove.linear(quick, 2, 2, 3).positions()).containsExactly(2.0, 2.0, 2.0);
        assertThat(AxisMove.linear(quick, 0, 0.3, 4).positions().getLast()).isEqualTo(0.3);
        for (int points : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> AxisMove.linear(quick, 0, 1, points)).isInstanceOf(AcquisitionException.class);
        }
    }

    @Test
    void linearPositionsAreThoseOfNumpy() {
        String script = """
                import sys, numpy
                print(' '.join(repr(float(x)) for x in numpy.linspace(float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))))
                """;
        Object[][] cases = {{0, 1, 11}, {-0.1, 0.7, 1000}, {1e-9, 1e9, 77}, {5, -3.3, 2}, {1, 1, 5}, {2, 7, 1}};
        for (Object[] one : cases) {
            List<Double> numpy = Arrays.stream(Oracles.python(List.of("numpy"), script, one)
                            .strip()
                            .split(" "))
                    .map(Double::valueOf)
                    .toList();
            double start = Double.parseDouble(one[0].toString());
            double stop = Double.parseDouble(one[1].toString());
            assertThat(AxisMove.linear(quick, start, stop, (int) one[2]).positions())
                    .isEqualTo(numpy);
        }
    }

    @Test
    void aMoveKnowsHowLongItTakes() {
        // from 0 to 10 (0.2 s), to 20, back to 20
        assertThat(new AxisMove(roby, List.of(10., 20., 20.)).seconds()).isCloseTo(0.4, within(1e-9));
        assertThat(new AxisMove(quick, List.of(10., -10.)).seconds()).isZero();
    }

    @Test
    void axesGoFromPointToPointAndGiveWhatTheyRead() throws InterruptedException {
        AxisMaster axes =
                new AxisMaster(List.of(AxisMove.linear(quick, 0, 1, 3), new AxisMove(roby, List.of(0.01, 0.02, 0.03))));
        Emitted emitted = Emitted.by(axes);
        int points = 0;
        while (axes.next()) {
            axes.trigger(() -> {});
            points++;
        }
        assertThat(points).isEqualTo(3);
        assertThat(emitted.of("axis:quick")).containsExactly(0.0, 0.5, 1.0);
        assertThat(emitted.of("axis:roby")).containsExactly(0.01, 0.02, 0.03);
        assertThat(axes.channels())
                .extracting(AcquisitionChannel::unit)
                .containsExactly(Optional.of("mm"), Optional.empty());
    }

    @Test
    void slavesAreTriggeredBeforeThePositionIsRead() throws InterruptedException {
        AxisMaster axes = new AxisMaster(List.of(AxisMove.linear(quick, 1, 2, 2)));
        Emitted emitted = Emitted.by(axes);
        axes.next();
        axes.trigger(() -> assertThat(emitted.points()).isEmpty());
        assertThat(emitted.points()).hasSize(1);
    }

    @Test
    void axesOfDifferentPointsOrBeyondTheirLimitsAreRefused() {
        assertThatThrownBy(
                        () -> new AxisMaster(List.of(AxisMove.linear(quick, 0, 1, 3), AxisMove.linear(roby, 0, 1, 4))))
                .hasMessageContaining("axis roby has 4 positions, but quick has 3");
        AxisMaster beyond = new AxisMaster(List.of(AxisMove.linear(quick, 0, 11, 12)));
        assertThatThrownBy(beyond::prepare).hasMessageContaining("quick cannot be sent to 11.0");
    }

    @Test
    void anAbortStopsAxesAlsoWhenItComesFirst() throws InterruptedException {
        AxisMaster axes = new AxisMaster(List.of(AxisMove.linear(roby, 1e6, 2e6, 2)));
        axes.abort();
        axes.next();
        double position = roby.position();
        TimeUnit.MILLISECONDS.sleep(10);
        assertThat(roby.position()).isEqualTo(position).isLessThan(1e6);
    }

    @Test
    void elapsedTimeIsZeroAtTheFirstPointAndMeasuredAfterwards() throws InterruptedException {
        TimerMaster timer = new TimerMaster(3, 0.02, 0.01, true);
        Emitted emitted = Emitted.by(timer);
        long start = System.currentTimeMillis();
        while (timer.next()) {
            timer.trigger(() -> {});
            timer.await();
        }
        List<Double> elapsed = emitted.of("timer:elapsed_time");
        assertThat(elapsed).hasSize(3).isSorted();
        assertThat(elapsed.getFirst()).isZero();
        assertThat(elapsed.get(1)).isBetween(0.03, 5.0);
        assertThat(elapsed.get(2) - elapsed.get(1)).isBetween(0.03, 5.0);
        List<Double> epoch = emitted.of("timer:epoch");
        assertThat(epoch.getFirst()).isBetween(start / 1e3, start / 1e3 + 5);
        assertThat(epoch.get(2) - epoch.get(0)).isCloseTo(elapsed.get(2), within(0.05));
    }

    @Test
    void theEpochIsAChannelOfTheTreeOnlyIfItIsWanted() {
        assertThat(new TimerMaster(1, 0, 0, false).channels())
                .extracting(AcquisitionChannel::published)
                .containsExactly(true, false);
        assertThat(new TimerMaster(1, 0, 0, true).channels())
                .extracting(AcquisitionChannel::published)
                .containsExactly(true, true);
    }

    @Test
    void anAbortEndsTheCountAndTheSleep() throws InterruptedException {
        TimerMaster timer = new TimerMaster(TimerMaster.ENDLESS, 60, 60, false);
        Emitted.by(timer);
        assertThat(timer.next()).isTrue();
        timer.trigger(() -> {});
        Thread aborting = Thread.ofPlatform().start(timer::abort);
        long start = System.nanoTime();
        timer.await();
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
        aborting.join();
    }
}
