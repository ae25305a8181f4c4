package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./bliss redis start|stop|status|url|cli}, each a process of its own. */
final class RedisCommandsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Terminal terminal;

    @BeforeEach
    void open() {
        terminal = Terminal.open();
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    @Test
    void startsSaysHowItIsAndStops() {
        assertThat(terminal.bliss("redis", "status")).isEqualTo(new Outcome(1, "not running\n", ""));
        assertThat(terminal.bliss("redis", "stop").succeeded().output()).isEqualTo("was not running\n");

        String address = terminal.bliss("redis", "start").succeeded().output();

        assertThat(address).matches("running at redis://127\\.0\\.0\\.1:[0-9]+\n");
        assertThat(terminal.bliss("redis", "start").succeeded().output()).isEqualTo(address);
        assertThat(terminal.bliss("redis", "status").succeeded().output())
                .matches(address.strip().replace(".", "\\.")
                        + ", process [0-9]+, version [0-9.]+, [0-9]+ of 1024 MiB used\n");
        assertThat(terminal.bliss("redis", "url").succeeded().output()).isEqualTo(address.replace("running at ", ""));
        assertThat(terminal.bliss("redis", "stop").succeeded().output()).isEqualTo("stopped\n");
        assertThat(terminal.bliss("redis", "status").status()).isEqualTo(1);
    }

    @Test
    void runsRedisCliWithItsArguments() {
        terminal.bliss("redis", "start").succeeded();

        assertThat(cli("PING")).isEqualTo("PONG\n");
        assertThat(cli("-n", "1", "SET", "key with blanks", "@ two  words")).isEqualTo("OK\n");
        assertThat(cli("-n", "1", "DBSIZE")).isEqualTo("1\n");
        assertThat(cli("-n", "0", "DBSIZE")).isEqualTo("0\n");
        assertThat(cli("-n", "1", "--raw", "GET", "key with blanks")).isEqualTo("@ two  words\n");
        assertThat(cli("ECHO", "--config")).isEqualTo("--config\n");
        assertThat(cli("--version")).startsWith("redis-cli ");
    }

    @Test
    void theProcessTableDoesNotShowThePassword() throws IOException, InterruptedException {
        terminal.bliss("redis", "start").succeeded();
        String password =
                Files.readString(terminal.state().resolve("redis/password")).strip();

        Process waiting = terminal.start(List.of(), "redis", "cli", "BLPOP", "nothing", "0");
        try {
            await().atMost(LIMIT).until(() -> waiting.children().findFirst().isPresent());
            ProcessHandle client = waiting.children().findFirst().orElseThrow();

            await().atMost(LIMIT)
                    .until(() -> client.info().commandLine().orElse("").contains("BLPOP nothing"));
            assertThat(client.info().commandLine().orElse("")).doesNotContain(password);
            client.destroy();
            assertThat(waiting.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.exitValue()).isNotZero();
        } finally {
            waiting.descendants().forEach(ProcessHandle::destroyForcibly);
            waiting.destroyForcibly();
        }
    }

    @Test
    void cliFailsAsRedisCliDoes() {
        terminal.bliss("redis", "start").succeeded();

        Outcome outcome = terminal.bliss("redis", "cli", "-n");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.errors()).contains("-n");
    }

    @Test
    void neitherCommandShowsThePassword() throws IOException {
        terminal.bliss("redis", "start").succeeded();
        String password =
                Files.readString(terminal.state().resolve("redis/password")).strip();

        assertThat(password).hasSize(64);
        for (String command : new String[] {"start", "status", "url"}) {
            assertThat(terminal.bliss("redis", command).succeeded().output()).doesNotContain(password);
        }
        assertThat(Files.readString(terminal.state().resolve("log/bliss.log"))).doesNotContain(password);
    }

    @Test
    void listensOnTheConfiguredPort() {
        String any = terminal.bliss("redis", "start").succeeded().output();
        terminal.bliss("redis", "stop").succeeded();
        String port = any.strip().substring(any.lastIndexOf(':') + 1);
        Path file = terminal.write("config/bliss4j.yml", "redis:\n  port: " + port + "\n");
        String config = file.resolveSibling("").toString();

        assertThat(terminal.bliss("redis", "--config", config, "start")
                        .succeeded()
                        .output())
                .isEqualTo(any);
        assertThat(terminal.bliss("redis", "start", "--config", config.toString())
                        .succeeded()
                        .output())
                .isEqualTo(any);
    }

    private String cli(String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = "redis";
        command[1] = "cli";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return terminal.bliss(command).succeeded().output();
    }
}
