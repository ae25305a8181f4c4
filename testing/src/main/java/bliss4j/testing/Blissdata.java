package bliss4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The original's Python data client, unmodified, in the virtual environment that {@code .ci/run} made of {@code
 * testing/blissdata.txt}. One that is not there skips the test by its name, as {@link Oracles} do.
 *
 * <p>Runs a script of its user's and shows what it printed so far. Close it: it may still run.
 */
public final class Blissdata implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Path folder;
    private final Process process;

    private Blissdata(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts a script.
     *
     * @param beacon {@code BEACON_HOST}, all that the client is told
     */
    public static Blissdata start(String beacon, String script, Object... arguments) {
        Path python = VirtualPython.of("blissdata");
        try {
            Path folder = Files.createTempDirectory("blissdata");
            List<String> command = new ArrayList<>(List.of(python.toString(), "-u"));
            command.add(Files.writeString(folder.resolve("script.py"), script).toString());
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile());
            builder.environment().put("BEACON_HOST", beacon);
            Process process = builder.start();
            process.getOutputStream().close();
            return new Blissdata(folder, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed so far. */
    public List<String> lines() {
        return read("out").lines().toList();
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed this line. */
    public void await(String line) {
        boolean there = Limits.within(LIMIT, () -> lines().contains(line) || !process.isAlive());
        if (!there || !lines().contains(line)) {
            throw new AssertionError("the client did not print '" + line + "' but\n" + read("out") + read("err"));
        }
    }

    /** Waits for its end, which must be a good one, and gives what it printed. */
    public List<String> end() {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("the client failed, or did not end within " + LIMIT.toSeconds() + " s:\n"
                        + read("out") + read("err"));
            }
            return lines();
        } catch (InterruptedException e) {
            throw Limits.interrupted(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            for (String name : List.of("script.py", "out", "err")) {
                Files.delete(folder.resolve(name));
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
