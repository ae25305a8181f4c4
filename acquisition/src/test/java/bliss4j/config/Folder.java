package bliss4j.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration that a test writes. */
record Folder(Path path) {
    Folder file(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BeamlineConfig load() {
        return load(Map.of("Thing", Thing::of));
    }

    BeamlineConfig load(Map<String, DeviceFactory> factories) {
        return BeamlineConfig.load(path, factories);
    }
}
