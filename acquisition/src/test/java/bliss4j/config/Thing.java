package bliss4j.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A device that a test can look into. */
record Thing(String name, OptionalDouble velocity, Optional<Thing> next, List<Thing> parts) {
    static Thing of(DeviceSpec spec) {
        return new Thing(
                spec.name(),
                spec.optionalNumber("velocity"),
                spec.optionalDevice("next", Thing.class),
                spec.devices("parts", Thing.class));
    }
}
