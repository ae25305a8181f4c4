package bliss4j.shell;

import bliss4j.device.ArgumentException;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.python.Arguments;
import bliss4j.python.HostFunctions;
import bliss4j.python.PythonException;
import bliss4j.scan.Alignment;
import bliss4j.scan.Scan;
import bliss4j.session.Session;
import bliss4j.step.AxisMove;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code cen}, {@code com}, {@code peak} and their likes ask. */
final class AlignmentFunctions {
    private final Session session;
    private volatile List<Counter> selected = List.of();

    AlignmentFunctions(Session session) {
        this.session = session;
    }

    void addTo(HostFunctions functions) {
        functions.add("scan_aligned", given -> aligned(given, scan(given)));
        functions.add("scan_goto", given -> {
            goTo(given, scan(given));
            return null;
        });
        functions.add("scan_axes", given -> moved(scan(given)));
        functions.add(
                "last_scan",
                given -> session.scans()
                        .last()
                        .orElseThrow(() -> new PythonException("RuntimeError", "there is no scan to look at yet")));
        functions.add("plotselect", given -> {
            selected = given.objects(0, Counter.class, "a counter");
            return null;
        });
        functions.add("plotselected", given -> selected);
    }

    private static Scan scan(Arguments given) {
        return given.object(0, Scan.class, "scan");
    }

    private static List<Axis> moved(Scan scan) {
        return scan.plan().moves().stream().map(AxisMove::axis).toList();
    }

    private static Optional<Axis> axis(Arguments given) {
        return given.isNone(3) ? Optional.empty() : Optional.of(given.object(3, Axis.class, "axis"));
    }

    /** The counter that is named, else the one that was selected and is in the scan, else the scan's only one. */
    private Counter counter(Arguments given, Scan scan) {
        if (!given.isNone(2)) {
            return given.object(2, Counter.class, "counter");
        }
        List<Counter> there = scan.plan().counters();
        Optional<Counter> chosen = selected.stream().filter(there::contains).findFirst();
        if (chosen.isEmpty() && there.size() > 1) {
            throw new ArgumentException(scan + " measured several counters: name one, or select one by plotselect(…)");
        }
        return chosen.orElse(there.getFirst());
    }

    /** {@code (scan, what, counter, axis, all)}: a number, or with {@code all} a dict by axis if several moved. */
    private Object aligned(Arguments given, Scan scan) {
        Counter counter = counter(given, scan);
        Optional<Axis> axis = axis(given);
        List<Axis> moved = moved(scan);
        if (given.flag(4) && axis.isEmpty() && moved.size() > 1) {
            Map<Axis, Object> each = new LinkedHashMap<>();
            moved.forEach(one -> each.put(one, value(given, Alignment.of(scan, counter, Optional.of(one)))));
            return each;
        }
        return value(given, Alignment.of(scan, counter, axis));
    }

    private static Object value(Arguments given, Alignment alignment) {
        return switch (given.text(1, "what")) {
            case "peak" -> alignment.peak();
            case "com" -> alignment.com();
            case "fwhm" -> alignment.fwhm();
            case "cen" ->
                bliss4j.block.Value.tuple(
                        bliss4j.block.Value.of(alignment.cen()), bliss4j.block.Value.of(alignment.fwhm()));
            case String other -> throw new IllegalStateException("nothing is called " + other);
        };
    }

    /** {@code (scan, what, counter, axis)}: sends the axis there. */
    private void goTo(Arguments given, Scan scan) throws InterruptedException {
        Alignment alignment = Alignment.of(scan, counter(given, scan), axis(given));
        Axis axis = axis(given)
                .or(() -> Alignment.only(scan))
                .orElseThrow(() -> new ArgumentException(scan + " moved no axis that could go there"));
        double target = switch (given.text(1, "what")) {
            case "peak" -> alignment.peak();
            case "com" -> alignment.com();
            default -> alignment.cen();
        };
        try {
            axis.move(target);
        } finally {
            axis.stop(); // does nothing if it has arrived
        }
    }
}
