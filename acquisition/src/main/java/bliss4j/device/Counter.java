package bliss4j.device;

import java.util.Optional;

/** Something that can be measured: one value a point. */
public interface Counter {
    String name();

    /** The device it belongs to; counters of one device are read together and stand under one node. */
    default String device() {
        return name();
    }

    /** The name with its device: {@code diode:diode}. */
    default String fullname() {
        return device() + ":" + name();
    }

    /** The unit, empty if it has none. */
    Optional<String> unit();
}
