package bliss4j.scan;

import bliss4j.block.Value;
import bliss4j.device.Axis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all axes of a session stand when a scan starts and when it has ended: positions, dial positions and units, by
 * axis name. An axis that cannot be read stands at NaN, with the reason beside it: it must not keep others from being
 * scanned.
 */
final class Positioners {
    private static final Logger LOG = LoggerFactory.getLogger(Positioners.class);

    private final List<Axis> axes;
    private final Map<String, Value> lists = new LinkedHashMap<>();
    private final Map<String, Value> errors = new LinkedHashMap<>();

    private Positioners(List<Axis> axes) {
        this.axes = axes;
    }

    /** Reads where they stand as a scan starts. */
    static Positioners atStart(List<Axis> axes) {
        Positioners positioners = new Positioners(axes);
        positioners.read("start");
        return positioners;
    }

    /** The same and where they stand now. */
    Value atEnd() {
        read("end");
        return value();
    }

    private void read(String when) {
        read("positioners_" + when, Axis::position);
        read("positioners_dial_" + when, Axis::dial);
    }

    private void read(String list, ToDoubleFunction<Axis> position) {
        Map<String, Value> positions = new LinkedHashMap<>();
        Map<String, Value> reasons = new LinkedHashMap<>();
        for (Axis axis : axes) {
            double value = Double.NaN;
            try {
                value = position.applyAsDouble(axis);
            } catch (RuntimeException e) { // a device throws what it likes
                LOG.warn("axis {} cannot be read: {}", axis.name(), e.toString());
                String message = e.getMessage();
                reasons.put(axis.name(), Value.of(message == null || message.isBlank() ? e.toString() : message));
            }
            positions.put(axis.name(), Value.of(value));
        }
        lists.put(list, Value.of(positions));
        if (!reasons.isEmpty()) {
            errors.put(list, Value.of(reasons));
        }
    }

    /** What the scan's info says of it. */
    Value value() {
        Map<String, Value> units = new LinkedHashMap<>();
        axes.forEach(axis -> units.put(axis.name(), axis.unit().map(Value::of).orElseGet(Value::nothing)));
        Map<String, Value> all = new LinkedHashMap<>(lists);
        all.put("positioners_units", Value.of(units));
        if (!errors.isEmpty()) {
            all.put("positioners_errors", Value.of(errors));
        }
        return Value.of(all);
    }
}
