package bliss4j.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.device.ArgumentException;
import bliss4j.device.Counter;
import bliss4j.device.MeasurementGroup;
import bliss4j.sim.SimDiode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MeasurementGroupsTest {
    private final KeptSettings settings = new KeptSettings();
    private final Counter one = diode("one");
    private final Counter two = diode("two");
    private final MeasurementGroup both = new MeasurementGroup("both", List.of("one", "two"));
    private final MeasurementGroup far = new MeasurementGroup("far", List.of("one", "gone", "roby"));

    private static Counter diode(String name) {
        return new SimDiode(name, name, OptionalDouble.of(1), 0);
    }

    private MeasurementGroups groups(MeasurementGroup... named) {
        Map<String, Object> devices = new TreeMap<>(Map.of("one", one, "two", two, "roby", "no counter"));
        for (MeasurementGroup group : named) {
            devices.put(group.name(), group);
        }
        return new MeasurementGroups(settings, "test_session", devices);
    }

    @Test
    void countersThatAreNamedAreMeasured() {
        assertThat(groups().counters(List.of(two, one))).containsExactly(two, one);
        assertThat(groups(both).counters(List.of(both, two))).containsExactly(one, two, two);
        assertThatThrownBy(() -> groups().counters(List.of("one")))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("one cannot be measured: expected a counter, a camera or a measurement group");
    }

    @Test
    void withoutACounterTheActiveGroupIsMeasured() {
        MeasurementGroups groups = groups(both, far);
        assertThat(groups.active()).contains(both);
        assertThat(groups.counters(List.of())).containsExactly(one, two);
        groups.activate(far);
        assertThat(groups(both, far).active()).contains(far);
        assertThat(groups(both).active()).contains(both);
    }

    @Test
    void withoutAGroupACounterMustBeNamed() {
        assertThatThrownBy(() -> groups().counters(List.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith("no counter was given and the session has no measurement group");
    }

    @Test
    void countersThatAreMissingAreNamed() {
        assertThatThrownBy(() -> groups(far).counters(List.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("measurement group far has counters that the session has not: gone, roby");
    }

    /** {@code session/test_mg.py::test_scan}. */
    @Test
    void f72Scan() {
        MeasurementGroups groups = groups(both);
        groups.disable(both, List.of("one"));
        assertThat(groups(both).enabled(both)).containsExactly("two");
        assertThat(groups(both).counters(List.of())).containsExactly(two);
        groups.disable(both, List.of("two"));
        assertThat(groups.disabled(both)).containsExactly("one", "two");
        assertThatThrownBy(() -> groups.counters(List.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("no counter of measurement group both is enabled; enable one of one, two");
        groups.enable(both, List.of("one", "two"));
        assertThat(groups.counters(List.of())).containsExactly(one, two);
        assertThatThrownBy(() -> groups.enable(both, List.of("three")))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("measurement group both has no three; it has one, two");
    }
}
