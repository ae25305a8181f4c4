package bliss4j.app;

import bliss4j.localredis.LocalRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A terminal of one user: starts {@code bliss} as processes with an own {@code BLISS_HOME}, an empty home directory and an
 * empty current directory. Close it: it ends the Redis that they left running and deletes what they wrote.
 */
final class Terminal implements AutoCloseable {
    private static final int LIMIT_SECONDS = 120;

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    private Terminal(Path folder) {
        this.folder = folder;
    }

    static Terminal open() {
        try {
            Terminal terminal =
                    new Terminal(Files.createTempDirectory("bliss-terminal").toRealPath());
            Files.createDirectories(terminal.current());
            Files.createDirectories(terminal.userHome());
            Files.createDirectories(terminal.temporary());
            return terminal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code BLISS_HOME}. */
    Path state() {
        return folder.resolve("state");
    }

    /** The user's home directory. */
    Path userHome() {
        return folder.resolve("home");
    }

    /** The current directory. */
    Path current() {
        return folder.resolve("current");
    }

    /** The folder for temporary files. */
    Path temporary() {
        return folder.resolve("temporary");
    }

    /** A path of this terminal that nobody uses. */
    Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes a file and the folders above it. */
    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a variable for what is started from here on. */
    Terminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs {@code bliss} to its end. */
    Outcome bliss(String... arguments) {
        return run(Installation.folder().resolve("bliss"), arguments);
    }

    /** Runs another program in the same place. */
    Outcome run(Path program, String... arguments) {
        Process process = start(List.of(), program, arguments);
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(program + " " + String.join(" ", arguments) + " did not end within "
                        + LIMIT_SECONDS + " s; it printed\n" + read("out") + read("err"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new AssertionError("interrupted", e);
        }
        return new Outcome(process.exitValue(), read("out"), read("err"));
    }

    /** Starts {@code bliss} behind another command; one at a time. Its output grows in {@link #read}. */
    Process start(List<String> prefix, String... arguments) {
        return start(prefix, Installation.folder().resolve("bliss"), arguments);
    }

    private Process start(List<String> prefix, Path program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(current().toFile())
                .redirectOutput(path("out").toFile())
                .redirectError(path("err").toFile());
        prepare(builder.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the variables of another process those of one that is started here. */
    void prepare(Map<String, String> variables) {
        variables.keySet().removeIf(name -> name.startsWith("BLISS_") || name.startsWith("XDG_"));
        variables.put("BLISS_HOME", state().toString());
        variables.put("BLISS_NO_AOT", "1"); // nothing goes on in the background when the test has ended
        variables.put("BLISS_JAVA_HOME", System.getProperty("java.home"));
        variables.put("HOME", userHome().toString());
        variables.put("BLISS_JAVA_OPTIONS", "-Duser.home=" + userHome() + " -Djava.io.tmpdir=" + temporary());
        variables.putAll(environment);
        variables.values().removeIf(String::isEmpty);
    }

    /** What the process printed so far: {@code out} or {@code err}. */
    String read(String stream) {
        try {
            return Files.readString(path(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder, by their names from there, in order. */
    static List<String> files(Path below) {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> below.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Redis that the processes leave running. */
    LocalRedis redis() {
        return LocalRedis.in(state().resolve("redis"));
    }

    @Override
    public void close() {
        redis().stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
