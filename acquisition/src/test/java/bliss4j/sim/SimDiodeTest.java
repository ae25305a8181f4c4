package bliss4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.device.AcquisitionException;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimDiodeTest {
    @Test
    void readsWholeNumbersOfTheWholeRange() throws InterruptedException {
        SimDiode diode = new SimDiode("diode", "diode", OptionalDouble.empty(), 0);
        double[] reads = new double[20_000];
        for (int i = 0; i < reads.length; i++) {
            reads[i] = diode.read();
        }
        assertThat(Arrays.stream(reads)).allMatch(read -> read == Math.rint(read) && Math.abs(read) <= 100);
        // each of the 201 values is missed with a chance of 1e-43
        assertThat(Arrays.stream(reads).distinct().count()).isEqualTo(201);
        assertThat(Arrays.stream(reads).average().orElseThrow()).isBetween(-5.0, 5.0);
        assertThat(diode.fullname()).isEqualTo("diode:diode");
    }

    @Test
    void mayReadAConstantAndTakeTime() throws InterruptedException {
        SimDiode diode4 = new SimDiode("diode4", "box", OptionalDouble.of(4), 0.02);
        long start = System.nanoTime();
        assertThat(diode4.read()).isEqualTo(4);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(diode4.fullname()).isEqualTo("box:diode4");
        assertThat(diode4.unit()).isEmpty();
        assertThat(diode4).hasToString("counter diode4");
    }

    @Test
    void aLongReadEndsWithAnInterrupt() {
        SimDiode slow = new SimDiode("slow", "slow", OptionalDouble.empty(), 60);
        Thread.currentThread().interrupt();
        assertThatThrownBy(slow::read).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN})
    void timeIsNotNegative(double seconds) {
        assertThatThrownBy(() -> new SimDiode("bad", "bad", OptionalDouble.empty(), seconds))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("counter bad: read_time");
    }
}
