package bliss4j.shell;

import bliss4j.config.BeamlineConfig;
import bliss4j.config.SessionSpec;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.device.Limits;
import bliss4j.python.Arguments;
import bliss4j.python.HostFunctions;
import bliss4j.python.PythonException;
import bliss4j.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Value;

/** What axes, counters, {@code config} and the session itself are asked. */
final class DeviceFunctions {
    private final Session session;
    private final BeamlineConfig config;

    DeviceFunctions(ShellSession place) {
        this.session = place.session();
        this.config = place.config();
    }

    void addTo(HostFunctions functions) {
        functions.add("session_name", given -> session.name());
        functions.add("session_devices", given -> session.devices());
        functions.add("config_get", given -> config.get(given.text(0, "name")));
        functions.add("script", given -> {
            SessionSpec.SetupScript script = config.script(given.text(0, "name"));
            return List.of(script.text(), script.location());
        });
        functions.add("positions_text", given -> positions());
        functions.add("config_names", given -> config.deviceNames());
        functions.add(
                "device_text", given -> given.object(0, Object.class, "device").toString());
        functions.add("axis_name", given -> axis(given).name());
        functions.add("axis_unit", given -> axis(given).unit());
        functions.add("axis_position", given -> axis(given).position());
        functions.add("axis_dial", given -> axis(given).dial());
        functions.add("axis_limits", given -> limits(axis(given).limits()));
        functions.add("axis_stop", given -> {
            axis(given).stop();
            return null;
        });
        functions.add("move", DeviceFunctions::move);
        functions.add("counter_name", given -> counter(given).name());
        functions.add("counter_fullname", given -> counter(given).fullname());
        functions.add("counter_unit", given -> counter(given).unit());
        functions.add(
                "same",
                given -> given.object(0, Object.class, "object").equals(given.object(1, Object.class, "object")));
        functions.add("hash", given -> given.object(0, Object.class, "object").hashCode());
    }

    /** One line an axis. */
    private String positions() {
        return session.devices().values().stream()
                .filter(Axis.class::isInstance)
                .map(Axis.class::cast)
                .map(axis -> axis.name() + " " + axis.position()
                        + axis.unit().map(unit -> " " + unit).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    private static Axis axis(Arguments given) {
        return given.object(0, Axis.class, "axis");
    }

    private static Counter counter(Arguments given) {
        return given.object(0, Counter.class, "counter");
    }

    private static List<Double> limits(Limits limits) {
        return List.of(limits.low(), limits.high());
    }

    /** Moves axes to positions, all at once: {@code (axis, position, axis, position, …), relative}. */
    private static Object move(Arguments given) throws InterruptedException {
        Value pairs = given.value(0);
        boolean relative = given.flag(1);
        if (pairs.getArraySize() == 0 || pairs.getArraySize() % 2 != 0) {
            throw new PythonException("TypeError", "expected an axis and a position, or several such pairs");
        }
        List<Axis> axes = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        for (long i = 0; i < pairs.getArraySize(); i += 2) {
            Arguments pair = given.of(pairs.getArrayElement(i), pairs.getArrayElement(i + 1));
            Axis axis = pair.object(0, Axis.class, "motor");
            double target = pair.number(1, "position") + (relative ? axis.position() : 0);
            axis.limits().check(axis.name(), target);
            axes.add(axis);
            targets.add(target);
        }
        try {
            for (int i = 0; i < axes.size(); i++) {
                axes.get(i).startMove(targets.get(i));
            }
            for (Axis axis : axes) {
                axis.awaitStop();
            }
        } finally {
            axes.forEach(Axis::stop); // does nothing to those that have arrived
        }
        return axes.stream().map(Axis::position).toList();
    }
}
