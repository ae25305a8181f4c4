package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cache of loaded classes that makes the second start fast. */
final class AotCacheIT {
    /** It is made at the lowest priority. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private Terminal terminal;

    @BeforeEach
    void open() {
        terminal = Terminal.open().with("BLISS_NO_AOT", "");
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    /** What Java says of its cache at a start. */
    private String started(Path script) throws IOException {
        Path log = terminal.path("aot.log");
        terminal.with("BLISS_JAVA_OPTIONS", "-Xlog:aot=info:file=" + log);
        assertThat(terminal.bliss("run", "test_session", script.toString()).lines())
                .containsExactly("started");
        return Files.readString(log);
    }

    private List<String> files() {
        Path folder = terminal.state().resolve("aot");
        return Files.exists(folder) ? Terminal.files(folder) : List.of();
    }

    @Test
    void isMadeInTheBackgroundReplacesTheOldOneAndIsUsedFromThenOn() throws IOException {
        String installation = Long.toString(checksum(Installation.folder().toString()));
        terminal.write("state/aot/" + installation + "-1.aot", "of an older build");
        terminal.write("state/aot/1-1.aot", "of another installation");

        Path script = terminal.write("current/script.py", "print('started')\n");
        assertThat(terminal.bliss("run", "test_session", script.toString()).lines())
                .containsExactly("started");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(files())
                        .hasSize(3)
                        .noneMatch(name -> name.contains(".new")
                                || name.contains("lock")
                                || name.equals(installation + "-1.aot")));

        List<String> caches =
                files().stream().filter(name -> name.endsWith(".aot")).toList();
        assertThat(caches).hasSize(2).contains("1-1.aot");
        String cache = caches.getFirst().equals("1-1.aot") ? caches.getLast() : caches.getFirst();
        assertThat(cache).matches(installation + "-\\d+\\.aot");
        assertThat(started(script)).contains("Using AOT-linked classes: true");

        long size = Files.size(terminal.state().resolve("aot").resolve(cache));
        assertThat(size).isGreaterThan(10_000_000);
        assertThat(terminal.bliss("--version").succeeded().output())
                .startsWith("bliss4j "); // other commands use it, too
    }

    /** As {@code cksum} has it: the POSIX CRC. */
    private static long checksum(String text) {
        String line = bliss4j.testing.Oracles.program("sh", "-c", "printf '%s' '" + text + "' | cksum");
        return Long.parseLong(line.split(" ")[0]);
    }
}
