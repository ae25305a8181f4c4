package bliss4j.scan;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.ct;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.chain.AcquisitionChannel;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Counter;
import bliss4j.device.Limits;
import bliss4j.sim.SimAxis;
import bliss4j.sim.SimDiode;
import bliss4j.step.AxisMove;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanCommandsTest {
    private final SimAxis roby = new SimAxis("roby", Optional.empty(), 2500, 1000, Limits.NONE);
    private final SimDiode diode = diode("diode", "diode");

    private static SimDiode diode(String name, String device) {
        return new SimDiode(name, device, OptionalDouble.of(1), 0);
    }

    private static List<String> channels(ScanPlan plan) {
        return plan.chain(false).channels().stream()
                .map(AcquisitionChannel::fullname)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 9, 10, 0.1, ascan roby 0 9 10 0.1", // the page's
        "0, 10, 10, 0.01, ascan roby 0 10 10 0.01", // F16
        "-1.5, 100, 3, 1, ascan roby -1.5 100 3 1",
        "1e300, -1e-9, 1, 0, ascan roby 1E+300 -1E-9 1 0",
        "0.000001, 1e15, 2, 0, ascan roby 0.000001 1000000000000000 2 0",
        "-0.0, NaN, 2, 0, ascan roby 0 NaN 2 0"
    })
    void anAscanIsTitledAsItIsTyped(double start, double stop, int points, double countTime, String title) {
        assertThat(ascan(roby, start, stop, points, countTime, diode).title()).isEqualTo(title);
    }

    @Test
    void otherTitlesNamesAndTypes() {
        assertThat(loopscan(5, 0.1, diode).title()).isEqualTo("loopscan 5 0.1");
        assertThat(ct(1, diode).title()).isEqualTo("ct 1");
        ScanPlan plan = loopscan(5, 0.1, diode)
                .withName("élan")
                .withTitle("mine")
                .withSleepTime(2)
                .withSave(false);
        assertThat(List.of(plan.type(), plan.name(), plan.title())).containsExactly("loopscan", "élan", "mine");
        assertThat(plan.sleepTime()).isEqualTo(2);
        assertThat(plan.save()).isFalse();
        assertThat(ascan(roby, 0, 1, 2, 0, diode).save()).isTrue();
        assertThat(ct(1, diode).save()).isFalse();
        assertThat(ct(1, diode).points()).isOne();
    }

    @Test
    void theChainIsThatOfThePage() {
        assertThat(channels(ascan(roby, 0, 9, 10, 0.1, diode)))
                .containsExactly("axis:roby", "timer:elapsed_time", "timer:epoch", "diode:diode");
        assertThat(channels(loopscan(5, 0.1, diode)))
                .containsExactly("timer:elapsed_time", "timer:epoch", "diode:diode");
        assertThat(ascan(roby, 0, 9, 10, 0.1, diode).chain(true).channels()).allMatch(AcquisitionChannel::published);
    }

    @Test
    void countersComeOnceSortedAndGroupedByDevice() {
        SimDiode b2 = diode("b2", "box");
        SimDiode b1 = diode("b1", "box");
        SimDiode a = diode("zz", "alpha");
        ScanPlan plan = ct(0, diode, b2, a, b1, b2, diode);
        assertThat(plan.counters()).containsExactly(a, b1, b2, diode);
        assertThat(plan.chain(false).devices()).hasSize(4);
        assertThat(channels(plan).subList(2, 6)).containsExactly("alpha:zz", "box:b1", "box:b2", "diode:diode");
    }

    @Test
    void twoCountersOfOneFullNameAreRefused() {
        assertThatThrownBy(() -> ct(0, diode, diode("diode", "diode")))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("duplicated counter 'diode:diode'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aScanHasOnePointAtLeast(int points) {
        assertThatThrownBy(() -> ascan(roby, 0, 1, points, 0.1, diode))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining(points + " points");
        assertThatThrownBy(() -> loopscan(points, 0.1, diode)).hasMessageContaining(points + " points");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e10})
    void timesAreSecondsThatCanBeWaitedFor(double seconds) {
        assertThatThrownBy(() -> ct(seconds, diode))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("count time is " + seconds);
        ScanPlan plan = ct(0, diode);
        assertThatThrownBy(() -> plan.withSleepTime(seconds)).hasMessageContaining("sleep time is " + seconds);
    }

    @Test
    void oneCounterAtLeastIsNamed() {
        assertThatThrownBy(() -> ct(1)).isInstanceOf(AcquisitionException.class).hasMessageContaining("no counter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a/b"})
    void forbiddenNamesAreRefused(String name) {
        assertThatThrownBy(() -> ct(0, diode(name, "box"))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> ct(0, diode("d", name))).isInstanceOf(DataException.class);
        ScanPlan plan = ct(0, diode);
        assertThatThrownBy(() -> plan.withName(name)).isInstanceOf(DataException.class);
    }

    @Test
    void movesHaveAsManyPositionsAsTheScanHasPoints() {
        List<Counter> counters = List.of(diode);
        Motion three = Motion.to(List.of(AxisMove.linear(roby, 0, 1, 3)));
        assertThatThrownBy(() -> new ScanPlan("s", "s", "t", 4, 0, 0, three, counters, true, true, Map.of()))
                .hasMessageContaining("axis roby has 3 positions");
        assertThatThrownBy(() -> new ScanPlan("s", "s", "t", 0, 0, 0, three, counters, true, true, Map.of()))
                .isInstanceOf(AcquisitionException.class);
    }

    @Test
    void limitsAndPositionsThatAreNoneAreFoundByTheCheck() {
        SimAxis robz = new SimAxis("robz", Optional.empty(), 1, 1, new Limits(-1000, 5));
        ascan(robz, -1000, 5, 3, 0, diode).check();
        ScanPlan beyond = ascan(robz, 0, 9, 10, 0, diode);
        assertThatThrownBy(beyond::check)
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("robz cannot be sent to 6.0: its limits are -1000.0 to 5.0");
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            ScanPlan plan = ascan(roby, 0, bad, 2, 0, diode);
            assertThatThrownBy(plan::check).hasMessageContaining("roby cannot be sent to " + bad);
        }
    }

    @Test
    void aScanCanBeEstimatedBeforeItRuns() {
        ScanPlan plan = ascan(roby, 10, 20, 2, 0.5, diode);
        assertThat(plan.motionSeconds()).isCloseTo(0.4, within(1e-9));
        assertThat(plan.countSeconds()).isEqualTo(1.0);
        assertThat(roby.position()).isZero();
        assertThat(plan.info())
                .containsEntry("npoints", Value.of(2))
                .containsEntry("start", Value.list(Value.of(10.0)))
                .containsEntry("stop", Value.list(Value.of(20.0)))
                .containsEntry("total_acq_time", Value.of(1.0))
                .containsEntry("sleep_time", Value.nothing());
        assertThat(loopscan(3, 1, diode).motionSeconds()).isZero();
        assertThat(loopscan(3, 1, diode).info()).containsEntry("start", Value.list());
    }

    @Test
    void aCounterThatCannotBeReadByAStepScanIsNamed() {
        Counter other = new Counter() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public Optional<String> unit() {
                return Optional.empty();
            }
        };
        ScanPlan plan = ct(0, other);
        assertThatThrownBy(() -> plan.chain(false)).hasMessageContaining("counter other cannot be read");
    }
}
