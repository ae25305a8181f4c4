package bliss4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.device.AcquisitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BeamlineConfigTest {
    private final Folder folder;

    BeamlineConfigTest(@TempDir Path path) {
        folder = new Folder(path);
    }

    private static void assertRefused(String message, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(ConfigException.class)
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsEveryYamlFileHoweverDeep() {
        BeamlineConfig config = folder.file("roby.yml", "class: Thing\nname: roby\nvelocity: 2500\n")
                .file("optics/eh1/motors.yaml", "- class: Thing\n  name: robz\n- class: Thing\n  name: é漢 😀\n")
                .file("empty.yml", "")
                .file("notes.txt", "not: [yaml")
                .file(".git/x.yml", "not: [yaml")
                .file(".hidden.yml", "not: [yaml")
                .file("optics/__init__.yml", "plugin: whatever\n")
                .file("sessions/__init__.yml", "plugin: session\n")
                .load();
        assertThat(config.deviceNames()).containsExactly("robz", "é漢 😀", "roby");
        assertThat(config.get("roby", Thing.class).velocity()).hasValue(2500);
        assertThat(config.get("é漢 😀")).isInstanceOf(Thing.class);
        assertThat(config.sessionNames()).isEmpty();
        assertThat(config.settings().values().entries()).isEmpty();
    }

    @Test
    void anEmptyDirectoryIsABeamline() {
        BeamlineConfig config = folder.load();
        assertThat(config.deviceNames()).isEmpty();
        assertRefused("no device 'roby'; known are none", () -> config.get("roby"));
        assertRefused("'x' does not seem to be a valid session; known are none", () -> config.session("x"));
    }

    @Test
    void theDirectoryMustBeOne() {
        Path missing = folder.path().resolve("missing");
        assertRefused("'" + missing + "' is no directory", () -> BeamlineConfig.load(missing));
    }

    @Test
    void settingsAreForWhoAsks() {
        BeamlineConfig config = folder.file("bliss4j.yml", """
                redis: {url: "redis://localhost:6379"}
                file:
                  timeout: soon
                typo: 1
                """).load();
        Section settings = config.settings();
        assertThat(settings.section("redis").orElseThrow().text("url")).isEqualTo("redis://localhost:6379");
        assertRefused(
                "bliss4j.yml line 3: timeout is 'soon', expected a number",
                () -> settings.section("file").orElseThrow().number("timeout", 60));
        assertRefused("bliss4j.yml line 4: unknown parameter 'typo' of the settings", settings::checkAllRead);
        assertThat(config.settings().values())
                .hasToString("{'redis': {'url': 'redis://localhost:6379'}, 'file': {'timeout': 'soon'}, 'typo': 1}");
        folder.file("bliss4j.yml", "- a\n");
        assertRefused("bliss4j.yml line 1: expected 'key: value'", folder::load);
    }

    @Test
    void devicesNeedNameAndClass() {
        folder.file("m.yml", "- class: Thing\n  name: a\n- velocity: 1\n  class: Thing\n");
        assertRefused("m.yml line 3: a device has no name; expected text", folder::load);
        folder.file("m.yml", "name: roby\n");
        assertRefused("m.yml line 1: device 'roby' has no class; expected text", folder::load);
        folder.file("m.yml", "name: 5\nclass: Thing\n");
        assertRefused("m.yml line 1: name is 5, expected text", folder::load);
        folder.file("m.yml", "class: Thing\nname: a:b\n");
        assertRefused("m.yml line 2: name of device 'a:b' holds ':' or '/'", folder::load);
        folder.file("m.yml", "class: Thing\nname: ''\n");
        assertRefused("m.yml line 2: the name of a device is empty", folder::load);
        folder.file("m.yml", "- Thing\n");
        assertRefused("m.yml line 1: expected 'key: value'", folder::load);
        folder.file("m.yml", "class: Session\nname: s\n");
        assertRefused("m.yml line 1: session 's' stands here; expected it in sessions/", folder::load);
    }

    @Test
    void namesAreUnique() {
        folder.file("a.yml", "class: Thing\nname: roby\n").file("b.yml", "\n- class: Thing\n  name: roby\n");
        assertRefused("b.yml line 2: device 'roby' is already in a.yml line 1", folder::load);
    }

    @Test
    void aBrokenFileIsNamedAsItLiesInTheDirectory() {
        folder.file("optics/m.yml", "class: Thing\n\tname: roby\n");
        assertRefused("optics/m.yml line 2: no YAML: ", folder::load);
    }

    @Test
    void hugeAndForeignFilesAreRefused() throws IOException {
        folder.file("m.yml", "# " + "x".repeat(1_000_000) + "\n");
        assertRefused("m.yml: expected at most 1000000 bytes", folder::load);
        Files.write(folder.path().resolve("m.yml"), new byte[] {'a', '\n', 'b', '\n', (byte) 0xe9, '\n'});
        assertRefused("m.yml line 3: expected text in UTF-8", folder::load);
        folder.file("m.yml", "\ufeffclass: Thing\nname: roby\n");
        assertThat(folder.load().deviceNames()).containsExactly("roby");
        StringBuilder many = new StringBuilder();
        IntStream.range(0, 20_000)
                .forEach(i -> many.append("- {class: Thing, name: d").append(i).append("}\n"));
        folder.file("m.yml", many.toString());
        assertThat(folder.load().get("d19999")).isInstanceOf(Thing.class);
    }

    @Test
    void aDirectoryThatLinksToItselfIsToldSo() throws IOException {
        Files.createSymbolicLink(folder.path().resolve("again"), folder.path());
        assertRefused("cannot list", folder::load);
    }

    @Test
    void aLinkToAFileOutsideIsRead(@TempDir Path elsewhere) throws IOException {
        new Folder(elsewhere).file("real.yml", "class: Thing\nname: roby\n");
        Files.createSymbolicLink(folder.path().resolve("link.yml"), elsewhere.resolve("real.yml"));
        assertThat(folder.load().deviceNames()).containsExactly("roby");
        Files.createSymbolicLink(folder.path().resolve("dangling.yml"), elsewhere.resolve("nothing"));
        assertRefused("no file '" + folder.path().resolve("dangling.yml"), folder::load);
    }

    @Test
    void whatIsEditedLaterIsSeenByTheNextLoad() {
        BeamlineConfig before = folder.file("m.yml", "class: Thing\nname: a\n").load();
        BeamlineConfig after = folder.file("m.yml", "class: Thing\nname: b\n").load();
        assertThat(before.get("a")).isInstanceOf(Thing.class);
        assertThat(after.deviceNames()).containsExactly("b");
    }

    @Test
    void theDemoIsBuiltIn() {
        DeviceFactory axis = spec -> spec.name() + " " + spec.number("velocity") + " " + spec.number("acceleration")
                + " " + spec.text("unit", "-") + " " + spec.number("low_limit", Double.NEGATIVE_INFINITY);
        BeamlineConfig demo = BeamlineConfig.demo(Map.of("SimAxis", axis, "SimDiode", DeviceSpec::name));
        assertThat(demo.get("roby")).isEqualTo("roby 2500.0 1000.0 - -Infinity");
        assertThat(demo.get("robz", String.class)).isEqualTo("robz 100.0 300.0 mm -1000.0");
        assertThat(demo.get("diode")).isEqualTo("diode");
        assertThat(demo.sessionNames()).containsExactly("test_session");
        assertThat(demo.session("test_session").devices())
                .containsExactlyInAnyOrder("roby", "robz", "diode", "lima_simulator");
        assertRefused("device 'roby' is a String, expected Integer", () -> demo.get("roby", Integer.class));
    }

    @Test
    void everyFileOfTheDemoIsListed() {
        Path built = Path.of("target/classes/bliss4j/config/demo");
        assertThat(new FolderSource(built).files()).isEqualTo(DemoSource.FILES);
        assertRefused("no file 'the demo's x.yml'", () -> new DemoSource().bytes("x.yml"));
        assertThat(new DemoSource().beside("sessions/a.yml", "./b.py")).isEqualTo("sessions/b.py");
    }
}
