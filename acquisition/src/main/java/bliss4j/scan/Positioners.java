package bliss4j.scan;

import bliss4j.block.Value;
import bliss4j.device.Axis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all axes stand: a dict of positions, dial positions and units, by axis name. */
final class Positioners {
    private static final Logger LOG = LoggerFactory.getLogger(Positioners.class);

    private Positioners() {}

    /** @param when {@code start} or {@code end}, which is part of the keys */
    static Value of(List<Axis> axes, String when) {
        Map<String, Value> units = new LinkedHashMap<>();
        axes.forEach(axis -> units.put(axis.name(), axis.unit().map(Value::of).orElseGet(Value::nothing)));
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("positioners_" + when, read(axes, Axis::position));
        all.put("positioners_dial_" + when, read(axes, Axis::dial));
        all.put("positioners_units", Value.of(units));
        return Value.of(all);
    }

    /** An axis that cannot be read gives NaN: it must not keep others from being scanned. */
    private static Value read(List<Axis> axes, ToDoubleFunction<Axis> position) {
        Map<String, Value> positions = new LinkedHashMap<>();
        for (Axis axis : axes) {
            double value = Double.NaN;
            try {
                value = position.applyAsDouble(axis);
            } catch (RuntimeException e) { // a device throws what it likes
                LOG.warn("axis {} cannot be read: {}", axis.name(), e.toString());
            }
            positions.put(axis.name(), Value.of(value));
        }
        return Value.of(positions);
    }
}
