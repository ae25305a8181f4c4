package bliss4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A virtual environment of Python that {@code .ci/run} makes of a list in the folder {@code testing}, once for each list. */
final class VirtualEnvironment {
    private VirtualEnvironment() {}

    /**
     * Where its Python is, if it was made.
     *
     * @param name of the list without {@code .txt}
     */
    static Path python(String name) {
        String caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .orElse(System.getProperty("user.home") + "/.cache");
        return Path.of(caches, "bliss4j-test", name + "-" + version(name + ".txt"), "bin", "python");
    }

    /** As {@code .ci/run} names it: the digest of the list of what is installed. */
    private static String version(String fileName) {
        try {
            Path list = Path.of("testing", fileName);
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
