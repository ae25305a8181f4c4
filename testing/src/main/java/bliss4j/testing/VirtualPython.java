package bliss4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The virtual environments that {@code .ci/run} makes, each of a list of packages {@code testing/NAME.txt}. */
final class VirtualPython {
    private VirtualPython() {}

    /** The interpreter of an environment; one that is not there skips the test by its name, as {@link Oracles} do. */
    static Path of(String name) {
        Path python = path(name);
        return Files.exists(python) ? python : Path.of(Oracles.missing(name + " in " + python));
    }

    /** Where the interpreter of an environment is, if it was made. */
    static Path path(String name) {
        String caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .orElse(System.getProperty("user.home") + "/.cache");
        return Path.of(caches, "bliss4j-test", name + "-" + version(name), "bin", "python");
    }

    /** As {@code .ci/run} names it: the digest of the list of what is installed. */
    private static String version(String name) {
        try {
            Path list = Path.of("testing", name + ".txt");
            byte[] text =
                    Files.readAllBytes(Files.exists(list) ? list : Path.of("..").resolve(list));
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
