package bliss4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.device.AcquisitionException;
import bliss4j.device.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimAxisTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private final SimAxis roby = new SimAxis("roby", Optional.empty(), 2500, 1000, Limits.NONE);
    private final SimAxis quick = new SimAxis("quick", Optional.of("mm"), INFINITE, INFINITE, new Limits(-10, 10));

    @Test
    void aMoveTakesItsTimeAndEndsExactlyAtItsTarget() throws InterruptedException {
        assertThat(roby.secondsFor(10)).isEqualTo(0.2);
        long start = System.nanoTime();
        roby.move(10);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
        assertThat(roby.position()).isEqualTo(10);
    }

    @Test
    void noRoundingIsLeftOverFromWhereItCame() throws InterruptedException {
        quick.move(0.1);
        for (double target : new double[] {0.3, 0.7, 0.9, 1e-17, -0.1, 0.3}) {
            quick.move(target);
            assertThat(quick.position()).isEqualTo(target);
        }
    }

    @Test
    void positionIsMonotonicWhileItMoves() throws InterruptedException {
        roby.startMove(-20);
        List<Double> positions = new ArrayList<>();
        while (roby.position() > -20) {
            positions.add(-roby.position());
        }
        roby.awaitStop();
        assertThat(positions).isSorted().hasSizeGreaterThan(2);
        assertThat(positions.getFirst()).isLessThan(20);
        assertThat(roby.position()).isEqualTo(-20);
        assertThat(roby.dial()).isEqualTo(-20);
    }

    @Test
    void stopKeepsThePositionAndEndsTheWaitAtOnce() throws InterruptedException {
        roby.startMove(1_000_000);
        Thread stopping = Thread.ofPlatform().start(roby::stop);
        long start = System.nanoTime();
        roby.awaitStop();
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
        stopping.join();
        double position = roby.position();
        assertThat(position).isBetween(0.0, 1_000_000.0);
        TimeUnit.MILLISECONDS.sleep(20); // it would have gone on meanwhile
        assertThat(roby.position()).isEqualTo(position);
        roby.stop();
        assertThat(roby.position()).isEqualTo(position);
        roby.move(position + 1);
        assertThat(roby.position()).isEqualTo(position + 1);
    }

    @Test
    void anInterruptEndsTheWaitButNotTheMove() {
        roby.startMove(1_000_000);
        Thread.currentThread().interrupt();
        assertThatThrownBy(roby::awaitStop).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> roby.startMove(0)).hasMessageContaining("moving");
        roby.stop();
    }

    @Test
    void aSecondMoveIsRefusedWhileItMoves() throws InterruptedException {
        roby.startMove(1_000_000);
        assertThatThrownBy(() -> roby.startMove(5))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("roby is moving already");
        roby.stop();
        roby.move(roby.position());
    }

    @Test
    void ofManyThreadsThatMoveItOneWins() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        List<Integer> refused = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            int target = 1_000_000 + i;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                    roby.startMove(target);
                } catch (AcquisitionException e) {
                    refused.add(target);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(refused).hasSize(7);
        roby.stop();
    }

    @Test
    void infiniteVelocityTakesNoTime() throws InterruptedException {
        assertThat(quick.secondsFor(20)).isZero();
        quick.startMove(10);
        assertThat(quick.position()).isEqualTo(10);
        quick.startMove(-10); // not refused: it has arrived
        quick.awaitStop();
        assertThat(quick.position()).isEqualTo(-10);
    }

    @Test
    void aMoveOfYearsIsNotOverAtOnce() {
        roby.startMove(1e300);
        assertThat(roby.position()).isBetween(0.0, 1e9);
        assertThatThrownBy(() -> roby.startMove(1)).hasMessageContaining("moving");
        roby.stop();
        assertThat(roby.position()).isBetween(0.0, 1e9);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {10.000001, -10.000001, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void beyondItsLimitsItDoesNotMove(double target) {
        assertThatThrownBy(() -> quick.startMove(target))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("quick cannot be sent to " + target);
        assertThat(quick.position()).isZero();
    }

    @Test
    void limitsIncludeTheirEnds() throws InterruptedException {
        quick.move(10);
        quick.move(-10);
        assertThat(quick).hasToString("axis quick at -10.0 mm");
        assertThatThrownBy(() -> new Limits(1, 0)).hasMessageContaining("expected low <= high");
        assertThatThrownBy(() -> new Limits(Double.NaN, 0)).hasMessageContaining("NaN");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void speedsAreAboveZero(double speed) {
        assertThatThrownBy(() -> new SimAxis("bad", Optional.empty(), speed, 1, Limits.NONE))
                .hasMessageContaining("bad");
        assertThatThrownBy(() -> new SimAxis("bad", Optional.empty(), 1, speed, Limits.NONE))
                .hasMessageContaining("bad");
    }
}
