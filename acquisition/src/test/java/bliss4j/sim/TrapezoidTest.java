package bliss4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrapezoidTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    /** The page's motor. */
    private final Trapezoid roby = new Trapezoid(2500, 1000);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.0632455532", // never at full speed: 2 √(1/1000)
        "-1, 0.0632455532",
        "6250, 5", // just reaches it: 2 × 2.5 s
        "10000, 6.5", // 1.5 s at full speed
        "1e300, 4e296"
    })
    void secondsOfAMove(double distance, double seconds) {
        assertThat(roby.seconds(distance)).isCloseTo(seconds, within(seconds * 1e-8));
    }

    @Test
    void infiniteVelocityOrAccelerationOrBoth() {
        assertThat(new Trapezoid(INFINITE, INFINITE).seconds(1e9)).isZero();
        assertThat(new Trapezoid(INFINITE, INFINITE).travelled(-3, 0)).isEqualTo(-3);
        assertThat(new Trapezoid(INFINITE, 1000).seconds(10)).isCloseTo(0.2, within(1e-12));
        assertThat(new Trapezoid(INFINITE, 1000).travelled(10, 0.1)).isCloseTo(5, within(1e-9));
        assertThat(new Trapezoid(10, INFINITE).seconds(5)).isEqualTo(0.5);
        assertThat(new Trapezoid(10, INFINITE).travelled(5, 0.125)).isCloseTo(1.25, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1", "-1", "6250", "10000", "-20000", "1e-9"})
    void theWayIsMonotonicSymmetricAndEndsAtTheTarget(double distance) {
        double total = roby.seconds(distance);
        assertThat(roby.travelled(distance, 0)).isZero();
        assertThat(roby.travelled(distance, total)).isEqualTo(distance);
        assertThat(roby.travelled(distance, total * 9)).isEqualTo(distance);
        assertThat(roby.travelled(distance, total / 2)).isCloseTo(distance / 2, within(Math.abs(distance) * 1e-9));
        double before = 0;
        double fastest = 0;
        int steps = 1000;
        for (int i = 1; i <= steps; i++) {
            double come = Math.abs(roby.travelled(distance, total * i / steps));
            assertThat(come).isGreaterThanOrEqualTo(before);
            fastest = Math.max(fastest, (come - before) / (total / steps));
            before = come;
        }
        assertThat(fastest).isLessThanOrEqualTo(2500 * 1.000001);
    }
}
