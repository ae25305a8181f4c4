package bliss4j.app;

import bliss4j.config.DeviceFactory;
import bliss4j.config.DeviceSpec;
import bliss4j.device.Limits;
import bliss4j.sim.SimAxis;
import bliss4j.sim.SimDiode;
import java.util.Map;
import java.util.OptionalDouble;

/** Which classes of devices a configuration may name. */
final class Devices {
    private static final double READ_SECONDS = 0.01;

    private Devices() {}

    static Map<String, DeviceFactory> factories() {
        return Map.of("SimAxis", Devices::axis, "SimDiode", Devices::diode);
    }

    private static Object axis(DeviceSpec spec) {
        double low = spec.optionalNumber("low_limit").orElse(Double.NEGATIVE_INFINITY);
        double high = spec.optionalNumber("high_limit").orElse(Double.POSITIVE_INFINITY);
        return new SimAxis(
                spec.name(),
                spec.optionalText("unit"),
                spec.number("velocity"),
                spec.number("acceleration"),
                new Limits(low, high));
    }

    private static Object diode(DeviceSpec spec) {
        OptionalDouble constant = spec.optionalNumber("value")
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
        return new SimDiode(
                spec.name(),
                spec.optionalText("device").orElse(spec.name()),
                constant,
                spec.optionalNumber("read_time").orElse(READ_SECONDS));
    }
}
