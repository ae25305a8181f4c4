package bliss4j.app;

import bliss4j.config.DeviceFactory;
import bliss4j.config.DeviceSpec;
import bliss4j.device.Limits;
import bliss4j.device.MeasurementGroup;
import bliss4j.sim.SimAxis;
import bliss4j.sim.SimDiode;
import java.util.Map;

/** Which classes of devices a configuration may name. */
public final class Devices {
    private static final double READ_SECONDS = 0.01;

    private Devices() {}

    /** Their makers, by the name of the class. */
    public static Map<String, DeviceFactory> factories() {
        return Map.of(
                "SimAxis",
                Devices::axis,
                "SimDiode",
                Devices::diode,
                "SimCamera",
                Cameras::simulated,
                "RemoteCamera",
                Cameras::remote,
                "MeasurementGroup",
                Devices::group);
    }

    private static Object axis(DeviceSpec spec) {
        double low = spec.number("low_limit", Double.NEGATIVE_INFINITY);
        double high = spec.number("high_limit", Double.POSITIVE_INFINITY);
        return new SimAxis(
                spec.name(),
                spec.optionalText("unit"),
                spec.number("velocity"),
                spec.number("acceleration"),
                new Limits(low, high));
    }

    private static Object group(DeviceSpec spec) {
        return new MeasurementGroup(spec.name(), spec.texts("counters"));
    }

    private static Object diode(DeviceSpec spec) {
        return new SimDiode(
                spec.name(),
                spec.text("device", spec.name()),
                spec.optionalNumber("value"),
                spec.number("read_time", READ_SECONDS));
    }
}
