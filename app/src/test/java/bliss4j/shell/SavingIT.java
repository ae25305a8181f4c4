package bliss4j.shell;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code SCAN_SAVING} as it is typed at the prompt; what it does is tested in {@code bliss4j.saving}. */
@ExtendWith(LeakCheck.class)
class SavingIT {
    private static final String DEVICES = """
            - {class: SimAxis, name: roby, velocity: 2500, acceleration: 1000}
            - {class: SimDiode, name: diode}
            """;

    @TempDir
    static Path folder;

    private static PrivateRedis redis;
    private static TestShell shell;

    @BeforeAll
    static void open() {
        redis = PrivateRedis.start();
        shell = new TestShell(folder, redis.url(), DEVICES);
    }

    @BeforeEach
    void asNew() {
        shell.run("SCAN_SAVING.purge()\nSCAN_SAVING.base_path = '" + folder.resolve("data") + "'");
        shell.printed();
    }

    @AfterEach
    void nothingElseIsPrinted() {
        assertThat(shell.printed()).isEmpty();
    }

    @AfterAll
    static void close() {
        shell.close();
        redis.close();
    }

    /** Ends the session and starts it again. */
    private static void restart() {
        shell.close();
        shell = new TestShell(folder, redis.url(), DEVICES);
    }

    private static String key() {
        return folder.resolve("data").toString().substring(1).replace('/', ':');
    }

    /** {@code scans/test_data_watch.py::test_scan_saving}, the names with ruling X1, below the parameters 2021's table. */
    @Test
    void f1ScanSaving() {
        for (String template : List.of("{session}/toto", "toto")) {
            shell.run("SCAN_SAVING.template = '" + template + "'");
            assertThat(shell.run("SCAN_SAVING.get_parent_node().db_name"))
                    .isEqualTo("'test_session:" + key() + ":toto'");
        }
        shell.run("SCAN_SAVING.template = 'toto/{session}'");
        assertThat(shell.run("SCAN_SAVING.get()['parent'].db_name"))
                .isEqualTo("'test_session:" + key() + ":toto:test_session'");
        String minute = shell.run("SCAN_SAVING.creation_date");
        assertThat(minute).matches("'\\d{4}-\\d\\d-\\d\\d-\\d\\d:\\d\\d'");
        String directory = folder.resolve("data/toto/test_session").toString();
        assertThat(shell.run("print(SCAN_SAVING)")).isEmpty();
        assertThat(String.join("\n", shell.printed())).isEqualTo(printed(minute, directory));
    }

    private static String printed(String minute, String directory) {
        return """
            Parameters (default) -\s

              .base_path            = '%s'
              .data_filename        = 'data'
              .user_name            = '%s'
              .template             = 'toto/{session}'
              .images_path_relative = True
              .images_path_template = 'scan{scan_number}'
              .images_prefix        = '{img_acq_device}_'
              .date_format          = '%%Y%%m%%d'
              .scan_number_format   = '%%04d'
              .session              = 'test_session'
              .date                 = %s
              .scan_name            = 'scan name'
              .scan_number          = 'scan number'
              .img_acq_device       = '<images_* only> acquisition device name'
              .writer               = 'hdf5'
              .creation_date        = %s
              .last_accessed        = %s
            --------------  ---------  %s
            does not exist  filename   %s/data.h5
            does not exist  directory  %s
            --------------  ---------  %s""".formatted(
                        folder.resolve("data"),
                        System.getProperty("user.name"),
                        shell.run("SCAN_SAVING.date"),
                        minute,
                        shell.run("SCAN_SAVING.last_accessed"),
                        "-".repeat(directory.length() + 8),
                        directory,
                        directory,
                        "-".repeat(directory.length() + 8));
    }

    @Test
    void f74ParametersWardrobeSwitch() {
        shell.run("""
                SCAN_SAVING.add("color")
                SCAN_SAVING.switch("copper")
                SCAN_SAVING.color = "yellow-brown"
                SCAN_SAVING.switch("gold", copy="copper")
                SCAN_SAVING.template = "x"
                SCAN_SAVING.switch("default")
                """);
        assertThat(shell.run("SCAN_SAVING.color, SCAN_SAVING.template")).isEqualTo("(None, '{session}/')");
        assertThat(shell.run("SCAN_SAVING.instances, SCAN_SAVING.current_instance"))
                .isEqualTo("(['default', 'copper', 'gold'], 'default')");
        shell.run("SCAN_SAVING.switch('gold')");
        assertThat(shell.run("SCAN_SAVING.color, SCAN_SAVING.template")).isEqualTo("('yellow-brown', 'x')");
        shell.run("SCAN_SAVING.remove('.color')\nSCAN_SAVING.remove('copper')");
        assertThat(shell.failure("SCAN_SAVING.color"))
                .startsWith("AttributeError: ScanSaving has no attribute 'color'");
        assertThat(shell.failure("SCAN_SAVING.remove('copper')"))
                .startsWith("NameError: there is no set of parameters 'copper'");
        shell.run("SCAN_SAVING.show_table()");
        assertThat(shell.printed()).anyMatch(line -> line.matches(" +default +gold \\(SELECTED\\)"));
    }

    @Test
    void f75FromDictNotOk() {
        shell.run("SCAN_SAVING.add('drink', 'water')\nbefore = SCAN_SAVING.to_dict()");
        assertThat(shell.failure("SCAN_SAVING.from_dict({'drink': 'wine', 'border': 'pink'})"))
                .startsWith("AttributeError: ScanSaving has no attribute 'border'");
        assertThat(shell.failure("SCAN_SAVING.from_dict({})")).startsWith("TypeError: no parameters were given");
        assertThat(shell.failure("SCAN_SAVING.from_dict(None)"))
                .isEqualTo("TypeError: expected a dict of parameters, not None");
        assertThat(shell.run("SCAN_SAVING.to_dict() == before, before['drink']"))
                .isEqualTo("(True, 'water')");
        shell.run("before['drink'] = 'wine'\nSCAN_SAVING.from_dict(before)");
        assertThat(shell.run("SCAN_SAVING.drink, 'session' in before, SCAN_SAVING.to_dict(True)['session']"))
                .isEqualTo("('wine', False, 'test_session')");
    }

    @Test
    void f76ScanSavingPath() {
        String root = folder.resolve("data/test_session/s1").toString();
        shell.run("SCAN_SAVING.template = '{session}/s1'");
        for (String writer : List.of("hdf5", "nexus", "null")) {
            shell.run("SCAN_SAVING.writer = '" + writer + "'");
            assertThat(shell.run("SCAN_SAVING.base_path, SCAN_SAVING.root_path, SCAN_SAVING.get_path()"))
                    .isEqualTo("('" + folder.resolve("data") + "', '" + root + "', '" + root + "')");
            String file = writer.equals("null") ? "None" : "'" + root + "/data.h5'";
            assertThat(shell.run("SCAN_SAVING.data_path, SCAN_SAVING.data_fullpath, SCAN_SAVING.filename"))
                    .isEqualTo("('" + root + "/data', " + file + ", " + file + ")");
            assertThat(shell.run("SCAN_SAVING.images_path"))
                    .isEqualTo("'" + root + "/scan{scan_number}/{img_acq_device}_'");
            assertThat(shell.run("list(SCAN_SAVING.get()), SCAN_SAVING.get()['writer']"))
                    .isEqualTo("(['root_path', 'data_path', 'images_path', 'parent', 'writer'], '" + writer + "')");
        }
        assertThat(shell.run("SCAN_SAVING")).endsWith("\n---------\nNO SAVING\n---------");
        assertThat(shell.run("ct(0, diode, save=True).filename, loopscan(1, 0, diode).filename"))
                .isEqualTo("(None, None)");
        shell.run("SCAN_SAVING.writer = 'nexus'");
        assertThat(shell.run("loopscan(1, 0, diode).filename")).isEqualTo("'" + root + "/data.h5'");
        assertThat(shell.run("SCAN_SAVING")).contains("exists  filename   " + root + "/data.h5\n");
    }

    /** A2.5 to A2.7, A2.13. */
    @Test
    void functionsAreKeptByTheirSourceAndWhatCannotBeSaysSo() {
        shell.run("""
                def experiment(saving):
                    return "mx1921" if saving.user_name == "seb" else unknown

                unknown = "unknown"
                SCAN_SAVING.add("experiment", "none")
                SCAN_SAVING.add("experiment", experiment)
                SCAN_SAVING.add("run", lambda saving: saving.session.upper())
                SCAN_SAVING.add("sample", "lysozyme")
                SCAN_SAVING.base_path = "/data/visitor"
                SCAN_SAVING.template = "{experiment}/{sample}/{run}"
                SCAN_SAVING.user_name = "seb"
                """);
        assertThat(shell.run("SCAN_SAVING.get_path()")).isEqualTo("'/data/visitor/mx1921/lysozyme/TEST_SESSION'");
        assertThat(shell.run("SCAN_SAVING.experiment is experiment")).isEqualTo("True");
        keepAClosure();
        shell.run("SCAN_SAVING.template = '{run}'\nSCAN_SAVING.images_prefix = ''");
        restart();
        assertThat(folder.resolve("data/TEST_SESSION")).isDirectory();
        shell.run("SCAN_SAVING.template = '{experiment}/{sample}/{run}'\nSCAN_SAVING.images_prefix = '{local}'");
        shell.run("SCAN_SAVING.base_path = '/data/visitor'\nSCAN_SAVING.user_name = 'toto'\nunknown = 'nobody'");
        assertThat(shell.failure("SCAN_SAVING.get_path()"))
                .isEqualTo("RuntimeError: function '<lambda>' was kept for the session that set it only; set it again");
        assertThat(shell.run("SCAN_SAVING"))
                .contains(".experiment           = <function experiment>\n", ".local ", "for this session only");
        shell.run("SCAN_SAVING.images_prefix = '{img_acq_device}_'");
        assertThat(shell.run("SCAN_SAVING.get_path()")).isEqualTo("'/data/visitor/nobody/lysozyme/TEST_SESSION'");
        assertThat(shell.run("SCAN_SAVING.run(SCAN_SAVING)")).isEqualTo("'TEST_SESSION'");
    }

    private static void keepAClosure() {
        shell.run("""
                def closure(number):
                    return lambda saving: number

                SCAN_SAVING.add("local", closure(3))
                """);
        assertThat(shell.printed())
                .containsExactly(
                        "local is a function that cannot be kept (it uses number of the function around it): it "
                                + "counts until this session ends");
        shell.run("SCAN_SAVING.images_prefix = '{local}'");
        assertThat(shell.run("SCAN_SAVING.images_path")).endsWith("/3'");
    }

    @Test
    void whatAFunctionRaisesReachesWhoScans() {
        shell.run("def broken(saving):\n    return 1 / 0\n\nSCAN_SAVING.add('broken', broken)");
        shell.run("SCAN_SAVING.template = '{broken}'");
        assertThat(shell.failure("loopscan(1, 0, diode)")).isEqualTo("ZeroDivisionError: division by zero");
        shell.run("SCAN_SAVING.add('broken', lambda saving: [])");
        assertThat(shell.failure("loopscan(1, 0, diode)"))
                .isEqualTo("TypeError: function '<lambda>' gave [], expected a number, text, True, False or None");
        shell.run("SCAN_SAVING.add('broken', lambda saving: setattr(saving, 'template', 'x'))");
        assertThat(shell.failure("loopscan(1, 0, diode)"))
                .startsWith("AttributeError: these parameters can only be read");
        shell.run("SCAN_SAVING.add('broken', lambda saving: saving.get_path())");
        assertThat(shell.failure("loopscan(1, 0, diode)"))
                .isEqualTo("RuntimeError: the function of 'broken' asks for 'broken' itself");
        shell.run("SCAN_SAVING.template = '{nope}/'");
        assertThat(shell.failure("SCAN_SAVING.get()"))
                .isEqualTo("RuntimeError: Missing 'nope' attribute in ScanSaving");
    }

    @Test
    void setsGoToFilesAndComeBack() throws IOException {
        Path file = folder.resolve("sets.yml");
        shell.run("""
                def sample(saving):
                    return "s" + str(7)

                SCAN_SAVING.add("sample", sample)
                SCAN_SAVING.switch("night")
                SCAN_SAVING.template = "{sample}"
                SCAN_SAVING.to_file(%1$s, "default", "night")
                SCAN_SAVING.switch("default")
                """.formatted("'" + file + "'"));
        assertThat(Files.readString(file)).contains("default:\n", "night:\n", "  template: '{sample}'\n");
        shell.run("SCAN_SAVING.from_file('" + file + "', 'night')");
        assertThat(shell.run("SCAN_SAVING.get_path(), SCAN_SAVING.current_instance"))
                .isEqualTo("('" + folder.resolve("data/s7") + "', 'default')");
        assertThat(shell.failure("SCAN_SAVING.from_file('" + file + "', 'day')"))
                .startsWith("NameError: '" + file + "' holds no set 'day'");
        Files.writeString(file, "day: {template: x, nope: 1}\n");
        assertThat(shell.failure("SCAN_SAVING.from_file('" + file + "')"))
                .startsWith("AttributeError: ScanSaving has no attribute 'nope'");
        assertThat(shell.run("SCAN_SAVING.template")).isEqualTo("'{sample}'");
        shell.run("x = 3\nSCAN_SAVING.add('f', (lambda y: lambda saving: y)(x))");
        assertThat(shell.printed()).hasSize(1);
        assertThat(shell.failure("SCAN_SAVING.to_file('" + file + "')"))
                .startsWith("TypeError: f is <function <lambda>");
    }

    /** A2.17. */
    @Test
    void parametersWithoutANameAreNobodyElses() {
        shell.run("""
                from bliss.scanning.scan import ScanSaving
                one, other = ScanSaving(), ScanSaving()
                one.base_path = "/elsewhere"
                """);
        assertThat(shell.run("one.base_path, other.base_path, one.session"))
                .isEqualTo("('/elsewhere', '/tmp/scans', 'test_session')");
        assertThat(shell.run("ScanSaving('test_session') == SCAN_SAVING")).isEqualTo("True");
        assertThat(shell.failure("ScanSaving('other')")).startsWith("ValueError: expected the session's name");
    }

    @Test
    void everyErrorHasItsPythonType() {
        assertThat(shell.failure("SCAN_SAVING.template = 3")).startsWith("TypeError: template is 3");
        assertThat(shell.failure("SCAN_SAVING.session = 's'"))
                .startsWith("AttributeError: can't set attribute 'session'");
        assertThat(shell.failure("SCAN_SAVING.add('session', 1)")).startsWith("NameError");
        assertThat(shell.failure("SCAN_SAVING.add('root_path', 1)")).startsWith("NameError");
        assertThat(shell.failure("SCAN_SAVING.add('1x', 1)")).startsWith("TypeError");
        assertThat(shell.failure("SCAN_SAVING.writer = 'foo'"))
                .isEqualTo("ImportError: writer 'foo' does not exist; possible writers are 'hdf5', 'nexus', 'null'");
        assertThat(shell.failure("SCAN_SAVING.remove('.base_path')")).startsWith("AttributeError");
        assertThat(shell.failure("SCAN_SAVING.remove('.session')")).startsWith("AttributeError");
        assertThat(shell.failure("SCAN_SAVING.remove('.nope')")).startsWith("NameError");
        assertThat(shell.failure("SCAN_SAVING.add('thing', object())")).startsWith("TypeError: <object object at");
        assertThat(shell.failure("SCAN_SAVING.template = lambda saving: 'x'"))
                .startsWith("TypeError: template is <function <lambda>>");
    }
}
