package bliss4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.config.SessionSpec.SetupScript;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A1.1, A1.6. */
final class SessionsTest {
    private final Folder folder;

    SessionsTest(@TempDir Path path) {
        folder = new Folder(path);
    }

    @BeforeEach
    void threeDevices() {
        folder.file("m.yml", """
                - {class: Thing, name: roby}
                - {class: Thing, name: robz}
                - {class: Thing, name: diode}
                """);
    }

    private SessionSpec session(String name, String keys) {
        return folder.file("sessions/" + name + ".yml", "class: Session\nname: " + name + "\n" + keys)
                .load()
                .session(name);
    }

    private static void assertRefused(String message, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    @Test
    void aSessionHasAllDevicesUnlessItSaysWhich() {
        assertThat(session("all", "").devices()).containsExactly("roby", "robz", "diode");
        assertThat(session("open", "config-objects:\n").devices()).hasSize(3);
        assertThat(session("two", "config-objects: [diode, roby]\n").devices()).containsExactly("roby", "diode");
        assertThat(session("none", "config-objects: []\n").devices()).isEmpty();
        assertThat(session("less", "exclude-objects: [robz]\n").devices()).containsExactly("roby", "diode");
        assertThat(session("both", "config-objects: [roby, robz]\nexclude-objects: [robz]\n")
                        .devices())
                .containsExactly("roby");
    }

    @Test
    void includedSessionsBringTheirs() {
        session("inner", "config-objects: [diode]\n");
        session("middle", "config-objects: [robz]\ninclude-sessions: [inner]\n");
        SessionSpec outer = session("outer", "config-objects: [roby]\ninclude-sessions: [middle, inner]\n");
        assertThat(outer.devices()).containsExactly("roby", "robz", "diode");
        assertThat(outer.includes()).containsExactly("inner", "middle");
        assertThat(session("cut", "exclude-objects: [diode]\ninclude-sessions: [inner]\n")
                        .devices())
                .containsExactly("roby", "robz", "diode");
    }

    @Test
    void circlesOfSessionsAreTold() {
        session("a", "");
        folder.file("sessions/a.yml", "class: Session\nname: a\ninclude-sessions: [b]\n");
        assertRefused(
                "sessions/a.yml line 3: sessions include each other in a circle: b → a → b",
                () -> session("b", "include-sessions: [a]\n").devices());
        assertRefused("circle: self → self", () -> session("self", "include-sessions: [self]\n"));
    }

    @Test
    void whatASessionNamesMustExist() {
        assertRefused(
                "sessions/s.yml line 3: config-objects names 'robx', expected devices such as roby, robz, diode",
                () -> session("s", "config-objects: [roby, robx]\n"));
        assertRefused("line 3: exclude-objects names 'robx'", () -> session("s", "exclude-objects: [robx]\n"));
        assertRefused("line 3: no session 'nope'", () -> session("s", "include-sessions: [nope]\n"));
        assertRefused(
                "line 3: config-objects is 'roby', expected a list", () -> session("s", "config-objects: roby\n"));
        assertRefused("line 3: setup-file cannot be read: no file", () -> session("s", "setup-file: ./s.py\n"));
        assertRefused("line 3: unknown parameter 'setup_file' of session 's'", () -> session("s", "setup_file: x\n"));
    }

    @Test
    void aBrokenSessionDoesNotStopAnother() {
        folder.file("sessions/bad.yml", "class: Session\nname: bad\nconfig-objects: [nope]\n");
        assertThat(session("good", "").devices()).hasSize(3);
    }

    @Test
    void onlySessionsStandAmongSessions() {
        folder.file("sessions/s.yml", "class: Thing\nname: s\n");
        assertRefused("sessions/s.yml line 1: class is 'Thing', expected Session", folder::load);
        folder.file("sessions/s.yml", "class: Session\nname: a/b\n");
        assertRefused("sessions/s.yml line 2: name of session 'a/b' holds ':' or '/'", folder::load);
        folder.file("sessions/s.yml", "class: Session\n");
        assertRefused("sessions/s.yml line 1: a session has no name; expected text", folder::load);
        folder.file("sessions/s.yml", "class: Session\nname: s\n");
        folder.file("sessions/t.yml", "class: Session\nname: s\n");
        assertRefused("sessions/t.yml line 1: session 's' is already in sessions/s.yml line 1", folder::load);
    }

    @Test
    void anUnknownSessionIsAnsweredWithTheKnown() {
        session("one", "");
        session("two", "");
        assertRefused(
                "'x' does not seem to be a valid session; known are one, two",
                () -> folder.load().session("x"));
        assertThat(folder.load().sessionNames()).containsExactly("one", "two");
    }

    @Test
    void theSetupScriptLiesBesideTheSession() {
        folder.file("sessions/s_setup.py", "print('é')\n").file("setup.py", "pass\n");
        SetupScript script = session("s", "setup-file: ./s_setup.py\n").setup().orElseThrow();
        assertThat(script.text()).isEqualTo("print('é')\n");
        assertThat(script.location())
                .isEqualTo(folder.path().resolve("sessions/s_setup.py").toString());
        assertThat(session("t", "setup-file: ../setup.py\n")
                        .setup()
                        .orElseThrow()
                        .text())
                .isEqualTo("pass\n");
        assertThat(session("u", "").setup()).isEmpty();
    }
}
