package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.testing.Oracles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A terminal with a screen: {@code bliss} runs in a tmux of its own, keys are typed and the screen is read. Without tmux the test
 * is reported as skipped (see {@link Oracles}).
 */
final class Tmux implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Terminal terminal;
    private final Path socket;

    private Tmux(Terminal terminal) {
        this.terminal = terminal;
        this.socket = terminal.path("tmux");
    }

    /** Starts a shell in which {@code bliss} can be typed; its prompt is {@code $ }. */
    static Tmux open(Terminal terminal) {
        Oracles.program("tmux", "-V");
        Tmux tmux = new Tmux(terminal);
        terminal.write("tmux.conf", "set -g history-limit 10000\nset -g default-terminal screen-256color\n");
        tmux.tmux("new-session", "-d", "-x", "150", "-y", "50", "sh");
        tmux.type("PATH=" + Installation.folder() + ":$PATH; PS1='$ '; clear");
        tmux.enter();
        tmux.awaitLine("$");
        return tmux;
    }

    private void tmux(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "tmux",
                "-S",
                socket.toString(),
                "-f",
                terminal.path("tmux.conf").toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(terminal.current().toFile())
                .redirectErrorStream(true)
                .redirectOutput(terminal.path("tmux.out").toFile());
        terminal.prepare(builder.environment());
        try {
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not work: " + output());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private String output() {
        return terminal.read("tmux.out");
    }

    /** Types text as it stands. */
    void type(String text) {
        tmux("send-keys", "-l", text);
    }

    /** Presses a key by its name in tmux: {@code Tab}, {@code C-c}, {@code Up}. */
    void press(String key) {
        tmux("send-keys", key);
    }

    void enter() {
        press("Enter");
    }

    /** Types a line and ends it. */
    void line(String text) {
        type(text);
        enter();
    }

    /** All lines, also those that have left the screen; without blanks at their ends. */
    List<String> lines() {
        tmux("capture-pane", "-p", "-S", "-");
        return output().lines().map(String::stripTrailing).toList();
    }

    /** The last line with something on it. */
    String lastLine() {
        return lines().stream().filter(line -> !line.isEmpty()).reduce("", (before, line) -> line);
    }

    /** Waits until the last line is this. */
    void awaitLine(String line) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(lastLine()).isEqualTo(line));
    }

    /** Waits until some line matches. */
    void awaitMatch(String pattern) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.matches(pattern)));
    }

    /** Ends whatever runs in it and waits until it has ended. */
    @Override
    public void close() {
        tmux("list-panes", "-F", "#{pane_pid}");
        List<ProcessHandle> running = ProcessHandle.of(Long.parseLong(output().strip())).stream()
                .flatMap(pane -> Stream.concat(Stream.of(pane), pane.descendants()))
                .toList();
        tmux("kill-server");
        await().atMost(LIMIT).until(() -> running.stream().noneMatch(ProcessHandle::isAlive));
    }
}
