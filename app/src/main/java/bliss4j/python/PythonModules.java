package bliss4j.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The sources of the Python faces, which lie where the session's are. */
final class PythonModules {
    private static final String ROOT = "/bliss4j/shell/python/";

    private PythonModules() {}

    /** Where tracebacks see the sources; what begins so is ours and not shown. */
    static final String ORIGIN = "<bliss4j>/";

    /**
     * One module's source.
     *
     * @param file its path below {@link #ORIGIN}
     * @param isPackage whether it may hold other modules
     */
    record Module(String file, boolean isPackage, String source) {}

    /** @param name such as {@code bliss.data.node} */
    static Optional<Module> find(String name) {
        String path = name.replace('.', '/');
        return read(path + "/__init__.py", true).or(() -> read(path + ".py", false));
    }

    private static Optional<Module> read(String file, boolean isPackage) {
        try (InputStream in = PythonModules.class.getResourceAsStream(ROOT + file)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Module(file, isPackage, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
