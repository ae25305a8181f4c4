package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code bliss run SESSION FILE.py}: Python without a terminal. */
class RunIT {
    private final Terminal terminal = Terminal.open();

    @AfterEach
    void close() {
        terminal.close();
    }

    private Outcome run(String script) {
        Path file = terminal.write("current/script.py", script);
        return terminal.bliss("run", "test_session", file.toString());
    }

    @Test
    void aScriptScansReadsBackAndTellsTheExitStatus() {
        Outcome outcome = run("""
                import sys
                from bliss.common.scans import loopscan
                from bliss.common.standard import ascan
                from bliss.data.node import get_node
                from bliss.setup_globals import roby, diode, SCAN_SAVING, SCANS

                SCAN_SAVING.base_path = %s
                scan = ascan(roby, 0, 4, 5, 0.001, diode)
                print(scan.get_data()["roby"])
                print([node.name for node in get_node("test_session").walk("channel", wait=False)])
                print(len(SCANS), SCANS[-1] == scan, scan.state, loopscan(2, 0, diode, save=False).filename)
                sys.exit(7)
                """.formatted("'" + terminal.path("data") + "'"));

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.lines())
                .containsExactly(
                        "array([0., 1., 2., 3., 4.])", "['roby', 'elapsed_time', 'diode']", "1 True DONE None");
        assertThat(outcome.status()).isEqualTo(7);
        assertThat(terminal.path("data/test_session/data.h5")).isRegularFile();
    }

    /** A scan that is built and thrown away without running leaves no word on stderr, and no trace. */
    @Test
    void f13TestTtlSetter() {
        Outcome outcome = run("""
                import gc
                from bliss.common.scans import loopscan
                from bliss.data.node import get_node
                from bliss.setup_globals import diode

                scan = loopscan(2, 0.1, diode, run=False)
                print(scan.state, scan.number, scan.node, len(scan.get_data()), get_node("test_session"))
                del scan
                gc.collect()
                """);

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.lines()).containsExactly("IDLE None None 0 None");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void anErrorShowsTheLinesOfTheScriptAndNoneOfOurs() {
        Outcome outcome = run("""
                def measure():
                    ascan(roby, 0, 9, 2.5, 0.1, diode)

                measure()
                """);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        String script = terminal.path("current/script.py").toString();
        assertThat(outcome.errors()).isEqualTo("""
                Traceback (most recent call last):
                  File "%1$s", line 4, in <module>
                    measure()
                  File "%1$s", line 2, in measure
                    ascan(roby, 0, 9, 2.5, 0.1, diode)
                ValueError: npoints is 2.5, expected a whole number
                """.formatted(script));
    }
}
