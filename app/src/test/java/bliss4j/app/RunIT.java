package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.List;
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

    /** Scans in the background, and loops that never end in every kind of thread that Python has. */
    private static final String BUSY = """
            import threading
            def forever():
                while True:
                    pass

            gevent.spawn(forever)
            threading.Thread(target=forever).start()
            ct(0, diode)
            gevent.spawn(loopscan, 1000000, 0.001, diode)
            for event, node in get_node("test_session").walk_on_new_events("channel"):
                if str(event) == "event.NEW_DATA_IN_CHANNEL":
                    break
            """;

    private Outcome busy(String end) {
        return run("SCAN_SAVING.base_path = '" + terminal.path("data") + "'\n" + BUSY + end);
    }

    private void checkThatTheScanWasAborted() {
        String script = """
                import h5py, sys
                with h5py.File(sys.argv[1], 'r') as f:
                    e = f['2_loopscan']
                    print(e['scan_meta/end_reason'][()].decode(), 'end_time' in e, len(e['measurement/diode:diode']) > 0)
                """;
        assertThat(Oracles.python(List.of("h5py"), script, terminal.path("data/test_session/data.h5"))
                        .strip())
                .isEqualTo("aborted True True");
    }

    @Test
    void exitLeavesNoScanRunningAndNoFileOpen() {
        assertThat(busy("exit(3)").status()).isEqualTo(3);
        checkThatTheScanWasAborted();
    }

    @Test
    void anErrorLeavesNoScanRunningAndNoFileOpen() {
        Outcome outcome = busy("1/0");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.errors()).endsWith("ZeroDivisionError: division by zero\n");
        checkThatTheScanWasAborted();
    }

    @Test
    void anErrorInWhatWatchesAScanDoesNotStopIt() {
        Outcome outcome = run("""
                SCAN_SAVING.base_path = %s
                def broken(node):
                    raise ValueError("of a filter")

                ct(0, diode)
                ready = gevent.event.Event()
                def watch():
                    for event, node in get_node("test_session").walk_on_new_events("scan", ready_event=ready):
                        raise ValueError("of a loop")

                g = gevent.spawn(watch)
                ready.wait()
                scan = loopscan(5, 0, diode)
                g.join()
                h = gevent.spawn(lambda: list(get_node("test_session").walk(broken, wait=False)))
                h.join()
                print(scan.state, len(scan.get_data()["diode"]), g.exception, h.exception)
                """.formatted("'" + terminal.path("data") + "'"));

        assertThat(outcome.lines()).containsExactly("DONE 5 of a loop of a filter");
        assertThat(outcome.errors()).contains("ValueError: of a loop", "ValueError: of a filter");
        assertThat(outcome.status()).isZero();
    }
}
