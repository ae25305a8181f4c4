package bliss4j.shell;

import bliss4j.device.ArgumentException;
import bliss4j.device.Counter;
import bliss4j.device.MeasurementGroup;
import bliss4j.python.Arguments;
import bliss4j.python.HostFunctions;
import bliss4j.session.MeasurementGroups;
import java.util.ArrayList;
import java.util.List;

/** What measurement groups and {@code ACTIVE_MG} ask. */
final class GroupFunctions {
    private final MeasurementGroups groups;

    GroupFunctions(MeasurementGroups groups) {
        this.groups = groups;
    }

    void addTo(HostFunctions functions) {
        functions.add(
                "group_active",
                given -> groups.active()
                        .orElseThrow(() -> new ArgumentException("the session has no measurement group to be active")));
        functions.add("group_activate", given -> {
            groups.activate(group(given));
            return null;
        });
        functions.add("group_name", given -> group(given).name());
        functions.add("group_available", given -> group(given).counters());
        functions.add("group_enabled", given -> groups.enabled(group(given)));
        functions.add("group_disabled", given -> groups.disabled(group(given)));
        functions.add("group_enable", given -> {
            groups.enable(group(given), names(given.inside(1)));
            return null;
        });
        functions.add("group_disable", given -> {
            groups.disable(group(given), names(given.inside(1)));
            return null;
        });
    }

    private static MeasurementGroup group(Arguments given) {
        return given.object(0, MeasurementGroup.class, "measurement group");
    }

    /** Counters or their names. */
    private static List<String> names(Arguments given) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            names.add(
                    given.value(i).isString()
                            ? given.text(i, "a counter")
                            : given.object(i, Counter.class, "a counter").name());
        }
        return names;
    }
}
