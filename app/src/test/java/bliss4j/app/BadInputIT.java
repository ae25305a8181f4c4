package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.PrivateRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a user gets wrong is answered with one clear line, no stack trace, and status 1 or 2. */
final class BadInputIT {
    private static final int FAILED = 1;
    private static final int BAD_USE = 2;

    private static final String DIODE = """
            - class: SimDiode
              name: diode
            """;

    private static Terminal terminal;
    private static int folders;

    private Path config;
    private Path directory;

    @BeforeAll
    static void open() {
        terminal = Terminal.open();
    }

    @AfterAll
    static void close() {
        terminal.close();
    }

    /** A configuration of a test's own, as the demo's. */
    @BeforeEach
    void configure() {
        folders++;
        config = terminal.path("config" + folders);
        directory = terminal.path("data" + folders);
        file("motors.yml", roby(""));
        file("detectors.yml", DIODE);
        file("sessions/test_session.yml", "class: Session\nname: test_session\n");
    }

    private static String roby(String more) {
        return """
                - class: SimAxis
                  name: roby
                  velocity: 2500
                  acceleration: 1000
                """ + more;
    }

    private void file(String name, String text) {
        terminal.write(config.getFileName() + "/" + name, text);
    }

    private Outcome demo() {
        return terminal.bliss("demo", "--config", config.toString(), "--dir", directory.toString());
    }

    @Test
    void unknownSession() throws IOException {
        Files.delete(config.resolve("sessions/test_session.yml"));
        file("sessions/other.yml", "class: Session\nname: other\n");

        assertThat(demo().refusal(FAILED))
                .isEqualTo("bliss: 'test_session' does not seem to be a valid session; known are other");
        assertThat(directory).doesNotExist();
    }

    @Test
    void unknownDevice() {
        file("motors.yml", roby("").replace("name: roby", "name: robx"));

        assertThat(demo().refusal(FAILED))
                .isEqualTo("bliss: session test_session has no device 'roby'; it has diode, robx");
    }

    @Test
    void unknownClassOfDevice() {
        file("motors.yml", roby("").replace("SimAxis", "SimAxes"));

        assertThat(demo().refusal(FAILED))
                .startsWith("bliss: motors.yml line 1: class is 'SimAxes', expected one of "
                        + "[MeasurementGroup, RemoteCamera, SimAxis, SimCamera, SimDiode]");
    }

    @Test
    void brokenYaml() {
        file("motors.yml", roby("  unit: [mm\n"));

        assertThat(demo().refusal(FAILED)).startsWith("bliss: motors.yml line 6: ");
    }

    @Test
    void parameterThatIsNoNumber() {
        file("motors.yml", roby("").replace("2500", "fast"));

        assertThat(demo().refusal(FAILED)).isEqualTo("bliss: motors.yml line 3: velocity is 'fast', expected a number");
    }

    @Test
    void misspelledSetting() {
        file("bliss4j.yml", "redis:\n  prot: 6379\n");

        assertThat(demo().refusal(FAILED))
                .isEqualTo("bliss: bliss4j.yml line 2: unknown parameter 'prot' of redis of the settings;"
                        + " known are lifetime, limit, port, url");
    }

    @Test
    void portThatIsNone() {
        file("bliss4j.yml", "redis:\n  port: 4294967297\n");

        assertThat(demo().refusal(FAILED))
                .isEqualTo("bliss: bliss4j.yml line 2: port is 4294967297, expected 1 to 65535");
    }

    @Test
    void noSuchConfiguration() {
        Outcome outcome =
                terminal.bliss("demo", "--config", terminal.path("none").toString());

        assertThat(outcome.refusal(FAILED)).contains(terminal.path("none") + "' is no directory; expected one");
    }

    @Test
    void templateWithAnUnknownKey() {
        directory = terminal.path("data/{sampel}");

        assertThat(demo().refusal(FAILED)).isEqualTo("bliss: Missing 'sampel' attribute in ScanSaving");
        assertThat(terminal.path("data")).doesNotExist();
    }

    @Test
    void forbiddenName() {
        file("detectors.yml", DIODE + "  device: di:ode\n");

        assertThat(demo().refusal(FAILED)).contains("'di:ode' holds ':' or '/', which names may not");
        assertThat(Terminal.files(directory)).noneMatch(file -> file.endsWith(".h5"));
    }

    @Test
    void directoryBelowAFile() {
        Path file = terminal.write("file" + folders, "");
        directory = file.resolve("data");

        assertThat(demo().refusal(FAILED))
                .isEqualTo("bliss: directory " + directory + " cannot be made: " + file + " is a file");
    }

    @Test
    void directoryThatTheSystemRefuses() {
        directory = Path.of("/proc/bliss");

        assertThat(demo().refusal(FAILED)).startsWith("bliss: directory /proc/bliss cannot be made: ");
    }

    @Test
    void stateThatCannotBeKept() {
        Path file = terminal.write("state" + folders, "");
        try (Terminal other =
                Terminal.open().with("BLISS_HOME", file.resolve("home").toString())) {
            Outcome demo = other.bliss("demo", "--dir", directory.toString());

            assertThat(demo.refusal(FAILED))
                    .startsWith("bliss: cannot keep the local Redis in " + file.resolve("home/redis") + ": ");
            assertThat(other.bliss("--version").succeeded().output()).startsWith("bliss4j ");
        }
    }

    @Test
    void portAlreadyTaken() throws IOException {
        try (Terminal other = Terminal.open();
                ServerSocket taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            file("bliss4j.yml", "redis:\n  port: " + taken.getLocalPort() + "\n");

            Outcome demo = other.bliss("demo", "--config", config.toString(), "--dir", directory.toString());

            assertThat(demo.refusal(FAILED))
                    .startsWith("bliss: port " + taken.getLocalPort() + " on 127.0.0.1 is taken by another program");
        }
    }

    @Test
    void redisThatRefusesTheConnection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        file("bliss4j.yml", "redis:\n  url: redis://:secret@127.0.0.1:" + port + "\n");

        assertThat(demo().refusal(FAILED))
                .startsWith("bliss: Redis at redis://127.0.0.1:" + port + " cannot be reached: ")
                .doesNotContain("secret");
    }

    @Test
    void redisThatRefusesThePassword() {
        try (PrivateRedis redis = PrivateRedis.start()) {
            file("bliss4j.yml", "redis:\n  url: redis://:secret@127.0.0.1:" + redis.port() + "\n");

            assertThat(demo().refusal(FAILED))
                    .startsWith("bliss: Redis at redis://127.0.0.1:" + redis.port() + " does not let us in: ")
                    .contains("WRONGPASS")
                    .doesNotContain("secret");
        }
    }

    @Test
    void redisThatIsTooOld() {
        try (OldRedis redis = OldRedis.start()) {
            file("bliss4j.yml", "redis:\n  url: " + redis.url() + "\n");

            assertThat(demo().refusal(FAILED))
                    .isEqualTo("bliss: Redis at " + redis.url() + " is too old or unknown (redis_version:6.2.0):"
                            + " expected Redis 7.0 or Valkey 7.2 at least");
        }
    }

    @Test
    void addressThatIsNone() {
        file("bliss4j.yml", "redis:\n  url: http://:secret@127.0.0.1\n");

        assertThat(demo().refusal(FAILED)).contains("expected redis://").doesNotContain("secret");
    }

    @Test
    void motorLimitThatTheScanWouldCross() {
        file("motors.yml", roby("  high_limit: 5\n"));

        assertThat(demo().refusal(FAILED)).contains("roby").contains("5").contains("limit");
        assertThat(Terminal.files(directory)).noneMatch(file -> file.endsWith(".h5"));
    }

    @Test
    void unknownCommand() {
        assertThat(terminal.bliss("dmeo").refusal(BAD_USE)).contains("'dmeo'").contains("bliss help");
    }

    @Test
    void unknownOption() {
        assertThat(terminal.bliss("walk", "test_session", "--flter", "scan").refusal(BAD_USE))
                .contains("'--flter'");
    }

    @Test
    void missingArgument() {
        assertThat(terminal.bliss("walk").refusal(BAD_USE)).contains("NODE");
        assertThat(terminal.bliss("redis").refusal(BAD_USE)).contains("subcommand");
    }

    @Test
    void unknownNode() {
        assertThat(terminal.bliss("walk", "no:such:node").refusal(FAILED))
                .startsWith("bliss: there is no node 'no:such:node'; sessions with data: ");
    }

    @Test
    void redisCommandsWhenItDoesNotRun() {
        try (Terminal other = Terminal.open()) {
            String refusal = "bliss: the local Redis is not running; start it: bliss redis start";

            assertThat(other.bliss("redis", "cli", "PING").refusal(FAILED)).isEqualTo(refusal);
            assertThat(other.bliss("redis", "url").refusal(FAILED)).isEqualTo(refusal);
        }
    }
}
