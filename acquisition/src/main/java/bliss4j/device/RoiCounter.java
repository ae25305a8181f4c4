package bliss4j.device;

import java.util.Optional;

/**
 * One value of a part of a camera's images.
 *
 * @param value one of {@link Roi#VALUES}
 */
public record RoiCounter(Camera camera, Roi roi, String value) implements Counter {
    /** The node above those of the ROIs. */
    public static final String GROUP = "roi_counters";

    @Override
    public String name() {
        return value;
    }

    @Override
    public String device() {
        return camera.name();
    }

    @Override
    public String fullname() {
        return camera.name() + ":" + GROUP + ":" + roi.name() + ":" + value;
    }

    @Override
    public Optional<String> unit() {
        return Optional.empty();
    }
}
