package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.client.Bliss;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.ScanState;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ctrl-C and SIGTERM while a scan runs: it is aborted in order, in Redis and in the file. */
final class StopIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIGINT = 130;
    private static final int SIGTERM = 143;

    private Terminal terminal;

    @BeforeEach
    void open() {
        terminal = Terminal.open();
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    @Test
    void sigtermAbortsTheScan() throws IOException, InterruptedException {
        assertThat(statusAfter("TERM")).isEqualTo(SIGTERM);
        checkWhatIsLeft();
    }

    @Test
    void ctrlCAbortsTheScan() throws IOException, InterruptedException {
        assertThat(statusAfter("INT")).isEqualTo(SIGINT);
        checkWhatIsLeft();
    }

    /** Sends a signal in the middle of the third scan, whose events are printed. */
    private int statusAfter(String signal) throws IOException, InterruptedException {
        // who builds in the background has SIGINT ignored, which children inherit
        List<String> listening = List.of("env", "--default-signal=" + signal);
        Process demo =
                terminal.start(listening, "demo", "--dir", terminal.path("data").toString());
        try {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(terminal.read("out")).contains("event.NEW_DATA_IN_CHANNEL roby "));
            Oracles.program("kill", "-" + signal, demo.pid());
            assertThat(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        return demo.exitValue();
    }

    private void checkWhatIsLeft() {
        assertThat(terminal.read("err")).isEqualTo("bliss: stopped; what runs is aborted\n");
        assertThat(terminal.read("out")).doesNotContain(">>> SCANS");
        Path file = terminal.path("data/test_session/sample2/data.h5");
        String script = """
                import h5py, json, sys
                with h5py.File(sys.argv[1], 'r') as f:
                    e = f['1_ascan']
                    end = json.loads(e['scan_meta/bliss4j_end'][()])
                    print(e['scan_meta/end_reason'][()].decode(), end['state'], 'end_time' in e)
                    print(len(e['measurement/axis:roby']), e['scan_meta/points/axis:roby'][()])
                """;
        String[] seen = Oracles.python(List.of("h5py"), script, file).split("\\s+");
        long points = Long.parseLong(seen[3]);

        assertThat(seen).startsWith("aborted", Integer.toString(ScanState.ABORTED.code()), "True");
        assertThat(points).isBetween(1L, 9L);
        assertThat(seen[4]).isEqualTo(seen[3]);
        checkRedis(points);
    }

    private void checkRedis(long points) {
        String scan = "test_session" + terminal.path("data").toString().replace('/', ':') + ":sample2:1_ascan";
        try (DataStore store = Bliss.connect(terminal.redis().start().url())) {
            assertThat(store.node(scan))
                    .containsInstanceOf(DataNode.Scan.class)
                    .hasValueSatisfying(
                            node -> assertThat(((DataNode.Scan) node).state()).contains(ScanState.ABORTED));
            assertThat(store.node(scan + ":axis:roby"))
                    .hasValueSatisfying(node ->
                            assertThat(((DataNode.Channel) node).length()).isEqualTo(points));
        }
    }
}
