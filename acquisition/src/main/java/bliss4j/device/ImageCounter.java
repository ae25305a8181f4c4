package bliss4j.device;

import java.util.Optional;

/** The images of a camera as something that is measured. */
public record ImageCounter(Camera camera) implements Counter {
    @Override
    public String name() {
        return "image";
    }

    @Override
    public String device() {
        return camera.name();
    }

    @Override
    public Optional<String> unit() {
        return Optional.empty();
    }
}
