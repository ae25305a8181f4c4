package bliss4j.command;

import bliss4j.client.Bliss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where bliss4j keeps its state and finds its configuration. */
final class BlissHome {
    private BlissHome() {}

    /** {@code BLISS_HOME}, else {@code ~/.local/state/bliss4j}. */
    static Path state(Map<String, String> environment) {
        return Bliss.state(environment);
    }

    /** {@code BLISS_CONFIG}, else {@code ~/.config/bliss4j} if it is there, else none. */
    static Optional<Path> config(Map<String, String> environment) {
        return named(environment, "BLISS_CONFIG")
                .or(() -> Optional.of(named(environment, "XDG_CONFIG_HOME")
                                .orElseGet(() -> home().resolve(".config"))
                                .resolve("bliss4j"))
                        .filter(Files::isDirectory));
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    private static Optional<Path> named(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(text).toAbsolutePath());
    }
}
