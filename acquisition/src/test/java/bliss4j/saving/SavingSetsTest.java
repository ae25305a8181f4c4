package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import bliss4j.parameters.Wardrobe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A2.14 to A2.16: named sets of parameters. */
final class SavingSetsTest {
    private static final String KEY = "parameters:scan_saving:test_session";

    private final MemorySettings settings = new MemorySettings();
    private final FixedSurroundings surroundings = new FixedSurroundings();
    private final ScanSaving saving = open();

    private ScanSaving open() {
        Wardrobe wardrobe = Wardrobe.kept(settings, KEY, () -> SavingValues.minute(surroundings));
        return ScanSaving.of("test_session", wardrobe, surroundings);
    }

    private static void assertRefused(Kind kind, String message, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((ParameterException) e).kind())
                .isEqualTo(kind);
    }

    private String template() {
        return saving.get("template").asText();
    }

    private void switchTo(String name) {
        saving.switchTo(name, Optional.empty());
    }

    /** {@code config/test_settings.py::test_parameters_wardrobe_switch}. */
    @Test
    void f74ParametersWardrobeSwitch() {
        saving.add("color", "");
        saving.add("weight", Value.nothing());
        switchTo("copper");
        saving.set("color", "yellow-brown");
        saving.set("weight", 8.94);
        switchTo("gold");
        assertThat(saving.get("color")).isEqualTo(Value.of(""));
        saving.set("color", "yellow");
        switchTo("default");
        assertThat(saving.get("color")).isEqualTo(Value.of(""));
        assertThat(saving.get("weight")).isEqualTo(Value.nothing());
        saving.set("weight", 1); // what a set does not say itself
        switchTo("gold");
        assertThat(saving.get("weight")).isEqualTo(Value.of(1));
        switchTo("copper");
        assertThat(saving.get("weight")).isEqualTo(Value.of(8.94));
        assertThat(saving.sets().names()).containsExactly("default", "copper", "gold");
        assertThat(saving.sets().current()).isEqualTo("copper");
        saving.remove(".color");
        for (String set : saving.sets().names()) {
            switchTo(set);
            assertRefused(Kind.ATTRIBUTE, "'color'", () -> saving.get("color"));
        }
        saving.remove("gold");
        assertThat(saving.sets().names()).containsExactly("default", "copper");
        assertThat(saving.sets().current()).isEqualTo("default");
        assertRefused(Kind.NAME, "no set of parameters 'gold'; there are default, copper", () -> saving.remove("gold"));
        assertRefused(Kind.NAME, "'default' cannot be removed", () -> saving.remove("default"));
        assertThat(settings.load(KEY).keySet())
                .allMatch(field ->
                        field.startsWith("default:") || field.startsWith("copper:") || field.equals("_current"));
    }

    /** {@code config/test_settings.py::test_from_dict_not_ok}. */
    @Test
    void f75FromDictNotOk() {
        saving.add("drink", "water");
        Map<String, Value> before = settings.load(KEY);
        Map<String, Value> wrong = new LinkedHashMap<>();
        wrong.put("drink", Value.of("wine"));
        wrong.put("border", Value.of("pink"));
        assertRefused(Kind.ATTRIBUTE, "no attribute 'border'", () -> saving.replace(wrong));
        assertRefused(Kind.TYPE, "no parameters were given", () -> saving.replace(Map.of()));
        assertRefused(
                Kind.ATTRIBUTE,
                "ScanSaving computes it",
                () -> saving.replace(Map.of("drink", Value.of("x"), "session", Value.of("y"))));
        assertRefused(
                Kind.IMPORT,
                "writer 'foo'",
                () -> saving.replace(Map.of("drink", Value.of("x"), "writer", Value.of("foo"))));
        assertThat(settings.load(KEY)).isEqualTo(before);
    }

    /** {@code scans/test_scan_saving.py::test_scan_saving_path} of 2021. */
    @Test
    void f76ScanSavingPath(@TempDir Path folder) throws IOException {
        saving.set("base_path", folder.toString());
        saving.set("template", "{session}/sample1");
        saving.set("data_filename", "data_{date}");
        Path directory = folder.resolve("test_session/sample1");
        for (String writer : new String[] {"hdf5", "nexus", "null"}) {
            saving.set("writer", writer);
            SavingPaths paths = saving.snapshot();
            Path file = directory.resolve("data_20190403.h5");
            assertThat(paths.basePath()).isEqualTo(folder.toString());
            assertThat(paths.rootPath()).isEqualTo(directory.toString());
            assertThat(paths.dataPath()).isEqualTo(directory + "/data_20190403");
            assertThat(paths.imagesPath()).isEqualTo(directory + "/scan{scan_number}/{img_acq_device}_");
            assertThat(paths.file()).isEqualTo(writer.equals("null") ? Optional.empty() : Optional.of(file));
            assertThat(paths.writer().text()).isEqualTo(writer);
        }
        assertThat(places()).isEqualTo("---------\nNO SAVING\n---------");
        saving.set("writer", "nexus");
        assertThat(places())
                .isEqualTo("""
                --------------  ---------  %1$s
                does not exist  filename   %2$s/data_20190403.h5
                does not exist  directory  %2$s
                --------------  ---------  %1$s""".formatted("-".repeat(directory.toString().length() + 17), directory));
        Files.createDirectories(directory);
        assertThat(places()).contains("does not exist  filename ").contains("exists          directory");
        Files.createFile(directory.resolve("data_20190403.h5"));
        assertThat(places()).contains("exists  filename ").doesNotContain("does not");
        saving.set("template", "{nope}/");
        assertThat(places()).contains("Missing 'nope' attribute in ScanSaving");
    }

    /** What is printed below the parameters. */
    private String places() {
        String text = saving.toString();
        return text.substring(text.lastIndexOf("'\n") + 2);
    }

    @Test
    void setsArePrintedWithTheOthersBeside() {
        switchTo("night");
        switchTo("day");
        assertThat(saving.toString()).startsWith("Parameters (day) - default | night\n\n  .base_path ");
        switchTo("default");
        assertThat(saving.toString()).startsWith("Parameters (default) - day | night\n\n");
    }

    @Test
    void theCurrentSetIsThatOfAllProcessesAndOfTheNextSession() {
        switchTo("night");
        saving.set("template", "dark");
        assertThat(open().sets().current()).isEqualTo("night");
        assertThat(open().snapshot().rootPath()).isEqualTo("/tmp/scans/dark");
        open().switchTo("default", Optional.empty());
        assertThat(template()).isEqualTo("{session}/");
    }

    @Test
    void aNewSetMayBeACopy() {
        saving.add("s_name", "a");
        switchTo("b");
        saving.set("s_name", "b");
        saving.switchTo("c", Optional.of("b"));
        saving.set("template", "c");
        assertThat(saving.get("s_name")).isEqualTo(Value.of("b"));
        switchTo("b");
        assertThat(template()).isEqualTo("{session}/");
        assertRefused(Kind.NAME, "there is a set 'c' already", () -> saving.switchTo("c", Optional.of("b")));
        assertRefused(Kind.NAME, "no set of parameters 'x'", () -> saving.switchTo("d", Optional.of("x")));
        assertRefused(Kind.NAME, "cannot be called ''", () -> switchTo(""));
        assertRefused(Kind.NAME, "cannot be called '.b'", () -> switchTo(".b"));
        assertThat(saving.sets().names()).containsExactly("default", "b", "c");
    }

    @Test
    void aSetMayBeCalledLikeAnything() {
        switchTo("a:b {c}");
        saving.set("template", "x");
        assertThat(saving.sets().names()).containsExactly("default", "a:b {c}");
        assertThat(template()).isEqualTo("x");
    }

    @Test
    void aFrozenSetNoLongerFollowsTheDefault() {
        saving.add("s_name", "a");
        switchTo("b");
        saving.freeze();
        switchTo("default");
        saving.set("s_name", "other");
        saving.set("template", "other");
        saving.freeze();
        switchTo("b");
        assertThat(saving.get("s_name")).isEqualTo(Value.of("a"));
        assertThat(template()).isEqualTo("{session}/");
    }

    @Test
    void addingAgainReplacesTheDefaultAndTheCurrentSetTakesIt() {
        saving.add("s_name", "a");
        switchTo("c");
        saving.set("s_name", "c");
        switchTo("b");
        saving.set("s_name", "b");
        saving.add("s_name", "new");
        assertThat(saving.get("s_name")).isEqualTo(Value.of("new"));
        assertThat(saving.settable("default")).containsEntry("s_name", Value.of("new"));
        assertThat(saving.settable("c")).containsEntry("s_name", Value.of("c"));
    }

    @Test
    void purgedParametersAreAsNew() {
        saving.add("s_name", "a");
        switchTo("b");
        saving.set("writer", "null");
        saving.purge();
        assertThat(saving.sets().names()).containsExactly("default");
        assertThat(saving.values()).doesNotContainKey("s_name").containsEntry("writer", Value.of("hdf5"));
        assertThat(settings.load(KEY)).containsOnlyKeys("default:_creation_date", "default:_last_accessed");
    }

    @Test
    void allSetsAreShownSideBySide() {
        saving.add("s_name", "a");
        switchTo("b");
        saving.set("s_name", "b");
        saving.set("writer", "null");
        assertThat(saving.table().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "default b (SELECTED)",
                        "s_name 'a' 'b'",
                        "template '{session}/' * '{session}/'",
                        "writer 'hdf5' 'null'",
                        "date # '20190403' # '20190403'");
    }

    @Test
    void whatIsTakenOutCanBePutIn() {
        saving.add("s_name", "a");
        saving.set("writer", "null");
        Map<String, Value> taken = saving.settable();
        assertThat(taken).containsKeys("base_path", "s_name", "writer").doesNotContainKeys("date", "session");
        switchTo("b");
        saving.set("s_name", "b");
        saving.replace(taken);
        assertThat(saving.settable()).isEqualTo(taken);
    }
}
