package bliss4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs one of our scripts in a Python that has h5py. */
record H5py(String python, String script) {
    private static final String PROGRAM = "a Python with h5py (Debian: python3-h5py)";
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    /** @param name of a script among our resources */
    static H5py running(String name) throws InterruptedException {
        try (InputStream in = Objects.requireNonNull(H5py.class.getResourceAsStream(name))) {
            return new H5py(findPython(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not in our jar", e);
        }
    }

    private static String findPython() throws InterruptedException {
        for (String python : PYTHONS) {
            if (Program.works(List.of(python, "-c", "import h5py"))) {
                return python;
            }
        }
        throw new BenchmarkException("needs " + PROGRAM + ", which is not installed");
    }

    /** What it prints. */
    String run(List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, "-c", script));
        command.addAll(arguments);
        return Program.run(command, PROGRAM);
    }
}
