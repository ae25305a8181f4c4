package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of a configuration on the command line: A1.1, A1.3, A1.5, A1.6. */
class SessionsIT {
    private Terminal terminal;
    private Path config;

    @BeforeEach
    void open() {
        terminal = Terminal.open();
        config = terminal.path("config");
        terminal.write("config/devices.yml", """
                - {class: SimAxis, name: roby, velocity: 2500, acceleration: 1000}
                - {class: SimAxis, name: robz, velocity: 2500, acceleration: 1000}
                - {class: SimDiode, name: diode}
                """);
        terminal.with("BLISS_CONFIG", config.toString());
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private Outcome run(String session, String script) {
        return terminal.bliss(
                "run", session, terminal.write("current/script.py", script).toString());
    }

    /** {@code session/test_bliss_script.py::test_create_then_delete_session}. */
    @Test
    void f73CreateThenDeleteSession() throws IOException {
        Path sessions = config.resolve("sessions");
        assertThat(terminal.bliss("-c", "demo").succeeded().lines())
                .containsExactly(
                        "Session 'demo' was created:",
                        "  " + sessions.resolve("demo.yml"),
                        "  " + sessions.resolve("demo_setup.py"),
                        "  " + sessions.resolve("scripts/demo.py"));
        assertThat(Terminal.files(sessions))
                .containsExactly("__init__.yml", "demo.yml", "demo_setup.py", "scripts/demo.py");
        assertThat(sessions.resolve("__init__.yml")).hasContent("plugin: session");
        assertThat(terminal.bliss("--show-sessions-only").succeeded().lines()).containsExactly("demo");

        Files.writeString(sessions.resolve("scripts/demo.py"), "def align():\n    return roby.position\n");
        assertThat(run("demo", "print(align(), SCANS)").succeeded().lines())
                .containsExactly("0.0 deque([], maxlen=20)");
        assertThat(terminal.bliss("--create", "demo").refusal(1))
                .isEqualTo("bliss: Session 'demo' cannot be created: it already exists.");
        assertThat(sessions.resolve("scripts/demo.py")).content().startsWith("def align");

        assertThat(terminal.bliss("-d", "demo").succeeded().lines())
                .startsWith("Session 'demo' was deleted:")
                .hasSize(4);
        assertThat(Terminal.files(sessions)).containsExactly("__init__.yml");
        assertThat(terminal.bliss("--delete", "demo").refusal(1))
                .startsWith("bliss: Session 'demo' cannot be deleted: there is none");
        assertThat(terminal.bliss("-s", "demo").succeeded().lines())
                .containsExactly(
                        "'demo' does not seem to be a valid session, exiting.", "Available BLISS sessions are:");
    }

    @Test
    void nothingIsErasedAndNothingHalfMade() {
        terminal.write("config/sessions/all.yml", """
                - {class: Session, name: one}
                - {class: Session, name: two}
                """);
        terminal.write("config/sessions/scripts/three.py", "mine = 1\n");
        assertThat(terminal.bliss("-c", "three").refusal(1)).contains("there is a file ", "scripts/three.py");
        assertThat(terminal.bliss("-c", "a:b").refusal(1)).contains("holds ':' or '/'");
        assertThat(terminal.bliss("-d", "one").refusal(1))
                .isEqualTo(
                        "bliss: Session 'one' cannot be deleted: it is described in sessions/all.yml; take it out of "
                                + "that file.");
        assertThat(Terminal.files(config.resolve("sessions"))).containsExactly("all.yml", "scripts/three.py");
        assertThat(terminal.with("BLISS_CONFIG", "").bliss("-c", "x").refusal(1))
                .startsWith("bliss: the demo beamline has no other sessions: make the folder ");
    }

    @Test
    void aSessionHasTheDevicesAndTheScriptsThatItsFileNames() {
        terminal.write("config/sessions/inner.yml", """
                class: Session
                name: inner
                config-objects: [diode]
                setup-file: ./inner_setup.py
                """);
        terminal.write("config/sessions/inner_setup.py", "order = ['inner']\n");
        terminal.write("config/sessions/outer.yml", """
                class: Session
                name: outer
                config-objects: [roby, robz]
                exclude-objects: [robz]
                include-sessions: [inner]
                setup-file: ./outer_setup.py
                """);
        terminal.write("config/sessions/outer_setup.py", "order.append('outer')\nload_script('more')\n");
        terminal.write("config/sessions/scripts/more.py", "order.append('script')\n");
        Outcome outcome = run("outer", """
                print(order)
                print(sorted({"roby", "robz", "diode"} & set(globals())))
                print(config.get("robz").name)
                """);
        assertThat(outcome.succeeded().lines())
                .containsExactly("['inner', 'outer', 'script']", "['diode', 'roby']", "robz");
        assertThat(terminal.bliss("--show-sessions").succeeded().lines())
                .containsExactly("Available BLISS sessions are:", "  inner", "  outer (includes inner)");
    }
}
