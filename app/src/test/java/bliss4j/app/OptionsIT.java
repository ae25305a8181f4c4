package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The options of {@code bliss} itself, as section A1 of the behaviour has them. */
final class OptionsIT {
    private static Terminal terminal;

    @BeforeAll
    static void open() {
        terminal = Terminal.open();
        terminal.write("config/devices.yml", """
                - {class: SimAxis, name: roby, velocity: 2500, acceleration: 1000}
                - {class: SimDiode, name: diode}
                """);
        terminal.write("config/sessions/one.yml", "class: Session\nname: one\n");
        terminal.write("config/sessions/two.yml", "class: Session\nname: two\ninclude-sessions: [one]\n");
        terminal.with("BLISS_CONFIG", terminal.path("config").toString());
    }

    @AfterAll
    static void close() {
        terminal.close();
    }

    /** Types lines into a {@code bliss} without a terminal. */
    private static Outcome typed(String input, String arguments) {
        Path bliss = Installation.folder().resolve("bliss");
        return terminal.run(Path.of("/bin/sh"), "-c", "printf '%s\\n' \"" + input + "\" | " + bliss + " " + arguments);
    }

    @Test
    void a11AnUnknownSessionIsSaidAndTheOthersAreListed() {
        assertThat(terminal.bliss("-s", "x").succeeded().lines())
                .containsExactly(
                        "'x' does not seem to be a valid session, exiting.",
                        "Available BLISS sessions are:",
                        "  one",
                        "  two (includes one)");
    }

    @Test
    void a12WithoutASessionItIsDefaultAndHasAllDevices() {
        assertThat(typed("SCAN_SAVING.session, sorted(default.devices)", "")
                        .succeeded()
                        .output())
                .contains("DEFAULT [1]:")
                .contains("('default', ['diode', 'roby'])");
    }

    @Test
    void a13AnUnknownOptionIsOneLineAndStatusOne() {
        assertThat(terminal.bliss("-z").refusal(1)).isEqualTo("bliss: Unknown option: '-z' (bliss help says more)");
    }

    @Test
    void a13VersionHelpAndTheSessions() {
        String version = terminal.bliss("-v").succeeded().output();
        assertThat(version).matches("bliss4j \\d+\\.\\d+\\.\\d+\\S*\\n");
        assertThat(terminal.bliss("--version").succeeded().output()).isEqualTo(version);
        assertThat(terminal.bliss("-h").succeeded().output())
                .isEqualTo(terminal.bliss("help").succeeded().output())
                .contains(
                        "--session",
                        "--log-level",
                        "--version",
                        "--show-sessions",
                        "--show-sessions-only",
                        "--no-tmux");
        assertThat(terminal.bliss("--show-sessions-only").succeeded().lines()).containsExactly("one", "two");
        assertThat(terminal.bliss("--show-sessions").succeeded().lines())
                .containsExactly("Available BLISS sessions are:", "  one", "  two (includes one)");
    }

    @Test
    void a13TheLogLevelDecidesWhatGoesToTheTerminal() {
        assertThat(terminal.bliss("-l", "LOUD", "--show-sessions").refusal(2))
                .contains("LOUD")
                .contains("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
        String refusal = terminal.bliss("walk", "one").refusal(1);
        assertThat(terminal.bliss("-l", "INFO", "walk", "one").errors().lines()).contains("bliss: failed", refusal);
    }
}
