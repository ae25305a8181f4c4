package bliss4j.shell;

import bliss4j.device.Counter;
import bliss4j.display.ScanDisplay;
import bliss4j.python.Arguments;
import bliss4j.python.HostFunctions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code SCAN_DISPLAY} asks. */
final class DisplayFunctions {
    private final ScanDisplay display;

    DisplayFunctions(ScanDisplay display) {
        this.display = display;
    }

    void addTo(HostFunctions functions) {
        functions.add("display_counters", given -> new TreeSet<>(display.counters()));
        functions.add("display_set_counters", given -> {
            display.counters(counters(given));
            return null;
        });
        functions.add("display_auto", given -> display.auto());
        functions.add("display_set_auto", given -> {
            display.auto(given.flag(0));
            return null;
        });
    }

    private static Set<String> counters(Arguments given) {
        return given.objects(0, Counter.class, "a counter").stream()
                .map(Counter::fullname)
                .collect(Collectors.toSet());
    }
}
