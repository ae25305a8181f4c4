package bliss4j.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * An installed bliss4j, as the launcher builds it, from the classes under test: the real {@code bliss} and {@code
 * launch.sh}, but no Maven inside of Maven.
 */
final class Installation {
    private static final Path FOLDER = layOut();

    private Installation() {}

    /** Laid out once for all tests: {@code bliss}, {@code config/launch.sh}, {@code bliss.jar} and {@code lib/}. */
    static Path folder() {
        return FOLDER;
    }

    private static Path layOut() {
        Path folder = sources().resolve("app/target/test-installation");
        try {
            delete(folder);
            Path config = Files.createDirectories(folder.resolve("config"));
            Path lib = Files.createDirectories(folder.resolve("lib"));
            Files.copy(sources().resolve("bliss"), folder.resolve("bliss"));
            Files.copy(sources().resolve("config/launch.sh"), config.resolve("launch.sh"));
            int number = 0;
            for (Path entry : classPath()) {
                number++;
                if (Files.isDirectory(entry)) {
                    boolean own = Files.exists(entry.resolve("bliss4j/app/Main.class"));
                    jar(entry, own ? folder.resolve("bliss.jar") : lib.resolve("bliss4j-" + number + ".jar"));
                } else if (entry.toString().endsWith(".jar")) {
                    Files.createSymbolicLink(lib.resolve(entry.getFileName()), entry);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what only tests have: a second logback.xml among it. */
    private static List<Path> classPath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(classPath.split(":"))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(path -> Files.exists(path) && !path.endsWith("test-classes"))
                .toList();
    }

    /** The folder of the launcher's sources. */
    static Path sources() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("config/launch.sh"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new AssertionError(
                        "no config/launch.sh above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    /** What an earlier run of the tests left. */
    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
    }
}
