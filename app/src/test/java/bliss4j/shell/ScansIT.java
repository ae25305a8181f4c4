package bliss4j.shell;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The standard scans as they are typed, the groups that they measure, and what is asked of the last one. */
@ExtendWith(LeakCheck.class)
class ScansIT {
    private static final String DEVICES = """
            - {class: SimAxis, name: roby, velocity: 1.0e+12, acceleration: 1.0e+15}
            - {class: SimAxis, name: robz, velocity: 1.0e+12, acceleration: 1.0e+15}
            - {class: SimAxis, name: m3, velocity: 1.0e+12, acceleration: 1.0e+15}
            - {class: SimAxis, name: m4, velocity: 1.0e+12, acceleration: 1.0e+15}
            - {class: SimAxis, name: m5, velocity: 1.0e+12, acceleration: 1.0e+15}
            - {class: SimDiode, name: diode}
            - {class: SimDiode, name: diode2, value: 4}
            - {class: MeasurementGroup, name: align, counters: [diode, diode2]}
            - {class: MeasurementGroup, name: far, counters: [diode, gone]}
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

    @AfterAll
    static void close() {
        shell.close();
        redis.close();
    }

    private static String told(String scan) {
        return shell.run("s = " + scan + "\ns.name, s.scan_info['title'], len(s.get_data()['diode2'])");
    }

    @Test
    void everyStandardScanRuns() {
        shell.run("mv(roby, 0, robz, 0, m3, 0, m4, 0, m5, 0)");
        assertThat(told("ascan(roby, 0, 1, 3, 0, diode2)")).isEqualTo("('ascan', 'ascan roby 0 1 3 0', 3)");
        assertThat(told("dscan(roby, -1, 1, 3, 0, diode2)")).isEqualTo("('dscan', 'dscan roby -1 1 3 0', 3)");
        assertThat(told("a2scan(roby, 0, 1, robz, 2, 3, 2, 0, diode2)"))
                .isEqualTo("('a2scan', 'a2scan roby 0 1 robz 2 3 2 0', 2)");
        assertThat(told("d2scan(roby, 0, 1, robz, 2, 3, 2, 0, diode2)")).startsWith("('d2scan', ");
        for (String kind : new String[] {"a", "d"}) {
            assertThat(told(kind + "3scan(roby, 0, 1, robz, 0, 1, m3, 0, 1, 2, 0, diode2)"))
                    .startsWith("('" + kind + "3scan'");
            assertThat(told(kind + "4scan(roby, 0, 1, robz, 0, 1, m3, 0, 1, m4, 0, 1, 2, 0, diode2)"))
                    .startsWith("('" + kind + "4scan'");
            assertThat(told(kind + "5scan(roby, 0, 1, robz, 0, 1, m3, 0, 1, m4, 0, 1, m5, 0, 1, 2, 0, diode2)"))
                    .isEqualTo(
                            "('%1$s5scan', '%1$s5scan roby 0 1 robz 0 1 m3 0 1 m4 0 1 m5 0 1 2 0', 2)".formatted(kind));
            assertThat(told(kind + "nscan(0, 2, roby, 0, 1, robz, 0, 1, diode2)"))
                    .startsWith("('" + kind + "2scan'");
        }
        assertThat(told("amesh(roby, 0, 1, 2, robz, 0, 1, 3, 0, diode2, backnforth=True)"))
                .isEqualTo("('amesh', 'amesh roby 0 1 2 robz 0 1 3 0', 6)");
        assertThat(shell.run("s.get_data()['roby'].tolist()")).isEqualTo("[0.0, 1.0, 1.0, 0.0, 0.0, 1.0]");
        assertThat(told("dmesh(roby, 0, 1, 2, robz, 0, 1, 3, 0, diode2)"))
                .startsWith("('dmesh', ")
                .endsWith(", 6)");
        assertThat(told("pointscan(roby, [0, 0.1, 0.3, 0.7], 0, diode2)"))
                .isEqualTo("('pointscan', 'pointscan roby 0 0.7 4 0', 4)");
        assertThat(told("lookupscan(0.1, roby, [0, 1], robz, [5, 7], diode2, save=False)"))
                .isEqualTo("('lookupscan', 'lookupscan 0.100000 on motors (roby,robz)', 2)");
        assertThat(told("timescan(0, diode2, npoints=3)")).isEqualTo("('timescan', 'timescan 0', 3)");
        assertThat(told("loopscan(2, 0, [diode2, [diode]])")).isEqualTo("('loopscan', 'loopscan 2 0', 2)");
        assertThat(told("ct(0, diode2, type='check', title='mine', name='other')"))
                .isEqualTo("('other', 'mine', 1)");
        assertThat(shell.run("ct(0, diode2, return_scan=False), lineup(roby, -1, 1, 3, 0, diode2), roby.position"))
                .matches("\\(None, Scan\\(number=\\d+, name=dscan, path=.*\\), 0.0\\)");
    }

    @Test
    void whatCannotBeAScanIsAValueErrorOrATypeError() {
        assertThat(shell.failure("ascan(roby, 0, 1, 2.5, 0, diode)"))
                .isEqualTo("ValueError: npoints is 2.5, expected a whole number");
        assertThat(shell.failure("ascan(roby, 0, 1, 0, 0, diode)"))
                .isEqualTo("ValueError: ascan: 0 points, expected 1 at least");
        assertThat(shell.failure("lineup(roby, -1, 1, 3, 0)"))
                .isEqualTo("ValueError: lineup needs exactly one counter, not 0");
        assertThat(shell.failure("lookupscan(0, roby, [0, 1], robz, [5], diode)"))
                .startsWith("RuntimeError: lookupscan of 2 points");
        assertThat(shell.failure("loopscan(1, 0, diode, savee=True)"))
                .startsWith("TypeError: loopscan() has no option 'savee'; it has name, title, save");
        assertThat(shell.failure("anscan(0, 2, diode)")).startsWith("ValueError: anscan: no motor was given");
        assertThat(shell.failure("loopscan(1, 0, roby)")).startsWith("ValueError: axis roby at");
    }

    /** {@code session/test_mg.py::test_scan}. */
    @Test
    void f72Scan() {
        shell.run("align.set_active()\nalign.enable('diode', 'diode2')");
        assertThat(shell.run("ACTIVE_MG"))
                .isEqualTo("MeasurementGroup(name=align, enabled=['diode', 'diode2'], disabled=[])");
        assertThat(shell.run("list(ct(0).get_data())")).isEqualTo("['elapsed_time', 'diode', 'diode2']");
        shell.run("ACTIVE_MG.disable(diode)");
        assertThat(shell.run("list(ct(0).get_data()), list(ct(0, align, diode).get_data())"))
                .isEqualTo("(['elapsed_time', 'diode2'], ['elapsed_time', 'diode', 'diode2'])");
        shell.run("align.disable('diode2')");
        assertThat(shell.failure("ct(0)"))
                .isEqualTo("ValueError: no counter of measurement group align is enabled; enable one of diode, diode2");
        assertThat(shell.failure("align.enable('nope')")).startsWith("ValueError: measurement group align has no nope");
        shell.run("far.set_active()");
        assertThat(shell.failure("ct(0)"))
                .isEqualTo("ValueError: measurement group far has counters that the session has not: gone");
        assertThat(shell.run("ACTIVE_MG.name, ACTIVE_MG.available")).isEqualTo("('far', ['diode', 'gone'])");
    }

    @Test
    void theLastScanSaysWhereItsCounterPeaked() {
        shell.run("ascan(roby, 0, 4, 5, 0, diode2)\nplotselect(diode2)");
        assertThat(shell.run("peak(), com(), SCANS[-1].com(diode2, roby), plotselect()"))
                .isEqualTo("(0.0, 2.0, 2.0, [Counter(fullname=diode2:diode2, unit=None)])");
        shell.run("goto_com()");
        assertThat(shell.run("roby.position")).isEqualTo("2.0");
        assertThat(shell.failure("peak(axis=robz)"))
                .startsWith("ValueError: Scan(number=")
                .contains("did not move robz");
        assertThat(shell.failure("peak(diode)")).startsWith("KeyError: ").contains("has no channel diode:diode");
        shell.printed();
        shell.run("where()");
        assertThat(shell.printed()).containsExactly("roby 2.0");
        shell.run("a2scan(roby, 0, 4, robz, 10, 14, 5, 0, diode, diode2)");
        assertThat(shell.run("com(diode2)[robz], cen(diode2, roby)")).isEqualTo("(12.0, (nan, nan))");
        assertThat(shell.failure("SCANS[-1].peak(diode2)"))
                .startsWith("ValueError")
                .contains("moved roby, robz: name one");
        shell.run("loopscan(3, 0, diode2)");
        assertThat(shell.run("peak() == SCANS[-1].get_data()['elapsed_time'][0]"))
                .isEqualTo("True");
        assertThat(shell.failure("goto_peak()")).contains("moved no axis that could go there");
        shell.run("ct(0, diode, diode2)\nplotselect(diode2)");
        assertThat(shell.run("com() >= 0 or com() != com()")).isEqualTo("True");
    }

    /** {@code scans/test_default_preset.py::test_iteration_preset}. */
    @Test
    void f68IterationPreset() {
        shell.run("""
                from bliss.scanning.chain import ChainIterationPreset, ChainPreset
                from bliss.scanning.scan import ScanPreset
                calls = []

                class Point(ChainIterationPreset):
                    def prepare(self): calls.append("prepare")
                    def start(self): calls.append("start")
                    def stop(self): calls.append("stop")

                class Points(ChainPreset):
                    def get_iterator(self, chain):
                        while True:
                            yield Point()

                class Noted(ScanPreset):
                    def prepare(self, scan): calls.append(scan.name)
                    def stop(self, scan): 1 / self.divisor

                points, noted = Points(), Noted()
                noted.divisor = 1
                DEFAULT_CHAIN.add_preset(points)
                DEFAULT_CHAIN.add_preset(noted)
                loopscan(10, 0, diode)
                DEFAULT_CHAIN.remove_preset(points)
                """);
        assertThat(shell.run(
                        "[calls.count(n) for n in ('loopscan', 'prepare', 'start', 'stop')], calls[:3], len(calls)"))
                .isEqualTo("([1, 10, 10, 10], ['loopscan', 'prepare', 'start'], 31)");
        assertThat(shell.failure("noted.divisor = 0\nct(0, diode)")).isEqualTo("ZeroDivisionError: division by zero");
        assertThat(shell.run("SCANS[-1].state, len(calls)")).isEqualTo("('FAILED', 32)");
        shell.run("DEFAULT_CHAIN.remove_preset(noted)\ns = ct(0, diode, run=False)\ns.add_preset(noted)");
        assertThat(shell.failure("s.run()")).isEqualTo("ZeroDivisionError: division by zero");
        assertThat(shell.failure("DEFAULT_CHAIN.remove_preset(noted)")).startsWith("ValueError");
        assertThat(shell.failure("DEFAULT_CHAIN.add_preset(3)")).startsWith("TypeError: expected a ChainPreset");
        shell.run("ct(0, diode)");
    }

    /** A4.9. */
    @Test
    void anAliasIsTheNameOfTheDatasetAndNotOfTheNode() {
        shell.run("ALIASES.add('robyy', roby)\nALIASES.add('light', 'diode2')");
        shell.run("s = ascan(robyy, 0, 1, 2, 0, light)\nn = get_node(s.node.db_name + ':axis:roby')");
        assertThat(shell.run("robyy == roby, n.name, n.info['alias'], n.info['has_alias'], ALIASES"))
                .isEqualTo("(True, 'roby', 'robyy', True, light: diode2:diode2\nrobyy: axis:roby)");
        String names = Oracles.python(
                List.of("h5py"),
                "import sys, h5py\nprint(*h5py.File(sys.argv[1], 'r')[sys.argv[2]])",
                shell.run("print(s.filename)").isEmpty() ? shell.printed().getLast() : "",
                shell.run("f'{s.number}_ascan/measurement'").replace("'", ""));
        assertThat(names.strip().split(" ")).contains("robyy", "light").doesNotContain("axis:roby", "diode2:diode2");
        assertThat(shell.failure("ALIASES.add('light', roby)"))
                .isEqualTo("ValueError: alias 'light' is that of diode2:diode2; remove it first");
        assertThat(shell.failure("ALIASES.add('diode', roby)"))
                .isEqualTo("ValueError: alias 'diode' is the name of a device");
        assertThat(shell.failure("ALIASES.remove('nope')")).startsWith("ValueError: there is no alias 'nope'");
        shell.run("ALIASES.remove('robyy')\nALIASES.remove('light')");
        assertThat(shell.failure("robyy")).isEqualTo("NameError: name 'robyy' is not defined");
        assertThat(shell.run("ALIASES, ALIASES.get('light')")).isEqualTo("(no aliases, None)");
    }
}
