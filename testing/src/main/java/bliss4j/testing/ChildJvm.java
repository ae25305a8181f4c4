package bliss4j.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM that runs a main class of the test class path, to be listened to, stopped and killed.
 *
 * <p>Its standard output comes line by line from {@link #line} and {@link #waitFor}; each wait ends after 30 s with an
 * {@code AssertionError} that shows its standard error. Its standard output may be as long as memory holds.
 */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final Path errors;
    // An empty one is the end of its output.
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread.ofPlatform().daemon().name("test-child-output").start(this::readLines);
    }

    /** Starts it with the JVM options that our launcher gives. */
    public static ChildJvm start(Class<?> main, String... arguments) {
        return start(Map.of(), List.of(), main, arguments);
    }

    /** Starts it by way of a command that runs what follows it, such as those of {@link Confined}. */
    public static ChildJvm under(List<String> command, Class<?> main, String... arguments) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(command(List.of(), main, arguments));
        return start(Map.of(), whole);
    }

    /** Starts it with additional environment variables and JVM options such as {@code -Xmx64m}. */
    public static ChildJvm start(
            Map<String, String> environment, List<String> options, Class<?> main, String... arguments) {
        return start(environment, command(options, main, arguments));
    }

    private static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        // Surefire may have put the class path into the manifest of a jar; this property has it plain.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static ChildJvm start(Map<String, String> environment, List<String> command) {
        try {
            Path errors = Files.createTempFile("child", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            return new ChildJvm(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean running() {
        return process.isAlive();
    }

    /** The next line it prints. */
    public String line() {
        try {
            Optional<String> line = lines.poll(Limits.LONG.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("child printed no line within " + Limits.LONG.toSeconds() + " s" + errors());
            }
            if (line.isEmpty()) {
                lines.add(line);
            }
            return line.orElseThrow(() -> new AssertionError("child printed no further line and ended" + errors()));
        } catch (InterruptedException e) {
            throw Limits.interrupted(e);
        }
    }

    /** Skips lines up to the first that contains this and gives that line. */
    public String waitFor(String part) {
        String line = line();
        while (!line.contains(part)) {
            line = line();
        }
        return line;
    }

    /** What it printed and nobody has asked for yet, once it has ended. */
    public List<String> rest() {
        List<String> rest = new ArrayList<>();
        try {
            Optional<String> line = lines.poll(Limits.LONG.toSeconds(), TimeUnit.SECONDS);
            while (line != null && line.isPresent()) {
                rest.add(line.get());
                line = lines.poll(Limits.LONG.toSeconds(), TimeUnit.SECONDS);
            }
            if (line == null) {
                throw new AssertionError("child did not end within " + Limits.LONG.toSeconds() + " s" + errors());
            }
            lines.add(line);
            return rest;
        } catch (InterruptedException e) {
            throw Limits.interrupted(e);
        }
    }

    /** Writes a line to its standard input. */
    public void send(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("child does not read" + errors(), e);
        }
    }

    /** Waits until it has ended; 128 + n if signal n ended it. */
    public int exitStatus() {
        try {
            if (!process.waitFor(Limits.LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("child did not end within " + Limits.LONG.toSeconds() + " s" + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw Limits.interrupted(e);
        }
    }

    /** What it wrote to its standard error until now. */
    public String standardError() {
        try {
            return Files.exists(errors) ? Files.readString(errors) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it (SIGKILL) and waits until it is gone; what it had printed is still there to be read. */
    public void kill9() {
        // Not Process.destroyForcibly, which would close the pipe and lose what it had printed.
        process.toHandle().destroyForcibly();
        exitStatus();
    }

    /** Asks it to end (SIGTERM): its shutdown hooks run. Does not wait. */
    public void sigterm() {
        process.toHandle().destroy();
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        kill9();
        try {
            process.getOutputStream().close();
        } catch (IOException ignored) {
            // What was still to be sent has nobody left to read it.
        }
        try {
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String errors() {
        return "; its standard error:\n" + standardError();
    }

    private void readLines() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().map(Optional::of).forEach(lines::add);
        } catch (IOException | UncheckedIOException ignored) {
            // Closed while it was read: the same as its end.
        } finally {
            lines.add(Optional.empty());
        }
    }
}
