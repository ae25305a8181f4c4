package bliss4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Programs that others wrote and that tell us whether ours is right: h5py, silx, PyMca, h5dump, redis-cli.
 *
 * <p>One that is not installed skips the test by its name, unless {@code BLISS_REQUIRE_ORACLES=1}: then the test fails.
 */
public final class Oracles {
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    /** Has what Debian does not: the plugins of HDF5's filters. */
    private static final String PLUGINS = "hdf5plugin";

    private static final ConcurrentHashMap<String, Optional<String>> FOUND = new ConcurrentHashMap<>();
    private static final int LIMIT_SECONDS = 120;

    private Oracles() {}

    /**
     * Runs a Python script with {@code arguments} as {@code sys.argv[1:]} and gives what it printed.
     *
     * @param modules what the script imports, such as {@code h5py}; a missing one skips the test
     */
    public static String python(List<String> modules, String script, Object... arguments) {
        return python(Map.of(), modules, script, arguments);
    }

    /** The same with environment variables, such as {@code REDISCLI_AUTH} for a password. */
    public static String python(
            Map<String, String> environment, List<String> modules, String script, Object... arguments) {
        String program = FOUND.computeIfAbsent("python3 with " + String.join(", ", modules), key -> pythonWith(modules))
                .orElseGet(() -> missing("python3 with " + String.join(", ", modules)));
        return script(environment, program, script, arguments);
    }

    /**
     * Runs a script in the virtual environment that {@code .ci/run} made of {@code testing/NAME.txt}.
     *
     * @param name of the environment, such as {@code nexusformat}; a missing one skips the test
     */
    public static String virtualPython(String name, String script, Object... arguments) {
        return script(Map.of(), VirtualPython.of(name).toString(), script, arguments);
    }

    private static String script(Map<String, String> environment, String program, String script, Object... arguments) {
        try {
            Path file = Files.createTempFile("oracle", ".py");
            try {
                Files.writeString(file, script);
                return run(environment, command(program, file, arguments));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code h5dump}, {@code redis-cli} or another program and gives what it printed. */
    public static String program(String name, Object... arguments) {
        return program(Map.of(), name, arguments);
    }

    /** The same with environment variables, such as {@code REDISCLI_AUTH} for a password. */
    public static String program(Map<String, String> environment, String name, Object... arguments) {
        String program = FOUND.computeIfAbsent(name, Oracles::onPath).orElseGet(() -> missing(name));
        return run(environment, command(program, null, arguments));
    }

    private static Optional<String> pythonWith(List<String> modules) {
        Stream<String> last = modules.contains(PLUGINS)
                ? Stream.of(VirtualPython.path(PLUGINS).toString())
                : Stream.empty();
        return Stream.concat(PYTHONS.stream(), last)
                .filter(python -> works(List.of(python, "-c", "import " + String.join(", ", modules))))
                .findFirst();
    }

    private static Optional<String> onPath(String name) {
        return works(List.of("which", name)) ? Optional.of(name) : Optional.empty();
    }

    /** Whether a command can be run and ends well. */
    static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Skips the test, or fails it where oracles are required. */
    static String missing(String what) {
        if ("1".equals(System.getenv("BLISS_REQUIRE_ORACLES"))) {
            throw new AssertionFailedError("oracle not installed: " + what + " (run .ci/run to install it)");
        }
        throw new TestAbortedException("oracle not installed: " + what);
    }

    private static List<String> command(
            String program, @org.jspecify.annotations.Nullable Path script, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program);
        if (script != null) {
            command.add(script.toString());
        }
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    private static String run(Map<String, String> environment, List<String> command) {
        try {
            // Into files: a pipe that is read to its end would wait for a program that hangs.
            Path output = Files.createTempFile("oracle", ".out");
            Path errors = Files.createTempFile("oracle", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(command + " did not end within " + LIMIT_SECONDS + " s");
                }
                String printed = Files.readString(output);
                if (process.exitValue() != 0) {
                    throw new AssertionError(command + " ended with " + process.exitValue() + ":\n" + printed
                            + Files.readString(errors));
                }
                return printed;
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }
}
