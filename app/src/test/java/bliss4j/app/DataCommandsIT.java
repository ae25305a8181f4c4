package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./bliss get}, {@code export}, {@code follow} and {@code walk --follow}, each a process of its own. */
final class DataCommandsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FAILED = 1;
    private static final int BAD_USE = 2;
    private static final int SIGINT = 130;

    private static Terminal terminal;
    private static LiveSession session;
    private static String scan;
    private static String types;

    @BeforeAll
    static void start() {
        terminal = Terminal.open();
        session = LiveSession.on(terminal);
        scan = session.scan("sample1", 0.01);
        types = session.publish("types", types());
    }

    @AfterAll
    static void stop() {
        session.close();
        terminal.close();
    }

    private static Map<String, NdArray> types() {
        Map<String, NdArray> points = new LinkedHashMap<>();
        points.put("real", Numbers.of(0.1, Double.NaN, Double.NEGATIVE_INFINITY, 1e300));
        points.put("count", Numbers.of(DType.UINT64, -1, 0, 7));
        points.put("flag", Numbers.of(DType.BOOL, 1, 0));
        points.put("text", Texts.of("plain", "a,b", "say \"x\"", "two\nlines"));
        points.put("a, \"b\"", Numbers.of(1L));
        points.put("spectrum", Numbers.of(DType.INT16, 1, 2, 3, 4).reshape(Shape.of(2, 2)));
        points.put("none", NdArray.empty(DType.FLOAT64, Shape.SCALAR));
        return points;
    }

    private static String bliss(String... arguments) {
        return terminal.bliss(arguments).succeeded().output();
    }

    @Test
    void getPrintsOneValueOrARange() {
        String roby = scan + ":axis:roby";

        assertThat(bliss("get", roby, "0")).isEqualTo("0.0\n");
        assertThat(bliss("get", roby, "-1")).isEqualTo("9.0\n");
        assertThat(bliss("get", roby, "2", "5")).isEqualTo("array([2., 3., 4.])\n");
        assertThat(bliss("get", roby, "7", "-1")).isEqualTo("array([7., 8., 9.])\n");
        assertThat(bliss("get", roby, "8", "100")).isEqualTo("array([8., 9.])\n");
        assertThat(bliss("get", roby, "3", "3")).isEqualTo("array([], dtype=float64)\n");
        assertThat(bliss("get", roby)).isEqualTo("array([0., 1., 2., 3., 4., 5., 6., 7., 8., 9.])\n");
    }

    @Test
    void getPrintsEveryTypeAsPythonDoes() {
        String detector = types + ":detector:";

        assertThat(bliss("get", detector + "flag", "1")).isEqualTo("False\n");
        assertThat(bliss("get", detector + "count", "0")).isEqualTo("18446744073709551615\n");
        assertThat(bliss("get", detector + "text", "1")).isEqualTo("a,b\n");
        assertThat(bliss("get", detector + "spectrum", "0")).isEqualTo("array([1, 2], dtype=int16)\n");
        assertThat(bliss("get", detector + "real", "1")).isEqualTo("nan\n");
        assertThat(bliss("get", detector + "none", "-1")).isEqualTo("None\n");
    }

    @Test
    void getOfAScanPrintsAllOfIt() {
        assertThat(bliss("get", scan))
                .startsWith("{\n'roby':")
                .contains("'elapsed_time':")
                .endsWith("}\n");
    }

    @Test
    void getRefusesInOneLine() {
        String roby = scan + ":axis:roby";

        assertThat(terminal.bliss("get", "nothing").refusal(FAILED))
                .isEqualTo("bliss: there is no node 'nothing'; sessions with data: test_session, types_session");
        assertThat(terminal.bliss("get", "test_session").refusal(FAILED))
                .isEqualTo("bliss: 'test_session' is of type container: expected a channel or a scan");
        assertThat(terminal.bliss("get", scan + ":axis").refusal(FAILED))
                .endsWith("' is of type None: expected a channel or a scan");
        assertThat(terminal.bliss("get", scan, "0").refusal(FAILED)).contains("' is a scan: points are counted in");
        assertThat(terminal.bliss("get", roby, "10").refusal(FAILED))
                .isEqualTo("bliss: there is no point 10 of " + roby + ": it has 10 points");
        assertThat(terminal.bliss("get", roby, "-2").refusal(FAILED))
                .isEqualTo("bliss: index -2 of " + roby + ": only -1 may be negative, it means the last");
        assertThat(terminal.bliss("get", roby, "0", "-2").refusal(FAILED)).startsWith("bliss: index -2 of ");
        assertThat(terminal.bliss("get", roby, "5", "3").refusal(FAILED))
                .isEqualTo("bliss: points 5 to 3 of " + roby + ": expected FROM <= TO, or -1 for the end");
        assertThat(terminal.bliss("get", roby, "first").refusal(BAD_USE)).contains("'first'");
        assertThat(terminal.bliss("get", roby, "99999999999999999999").refusal(BAD_USE))
                .contains("99999999999999999999");
        assertThat(terminal.bliss("get").refusal(BAD_USE)).contains("DB_NAME");
    }

    @Test
    void exportWritesAColumnAChannel() {
        List<String> lines = bliss("export", scan, "--csv").lines().toList();

        assertThat(lines).hasSize(11);
        assertThat(lines.getFirst()).isEqualTo("roby,elapsed_time (s),diode");
        assertThat(lines.get(1)).matches("0\\.0,0\\.0,-?[0-9.]+");
        assertThat(lines.getLast()).startsWith("9.0,");
        assertThat(bliss("export", scan + ":axis:roby", "--csv")).startsWith("roby\n0.0\n1.0\n");
    }

    /** Quotes, empty ends, a column for each item of a spectrum; and Python's csv module reads what was meant. */
    @Test
    void exportQuotesAndLeavesEmptyWhatIsNotThere() {
        String csv = bliss("export", types, "--csv");

        assertThat(csv).isEqualTo("""
                        real,count,flag,text,"a, ""b""\",spectrum[0],spectrum[1],none
                        0.1,18446744073709551615,True,plain,1,1,2,
                        nan,0,False,"a,b",,3,4,
                        -inf,7,,"say ""x""\",,,,
                        1e+300,,,"two
                        lines",,,,
                        """);
        String script = """
                import csv, sys
                for row in csv.reader(open(sys.argv[1], newline='', encoding='utf-8')): print(row)
                """;
        assertThat(Oracles.python(List.of("csv"), script, terminal.write("table.csv", csv))
                        .lines())
                .hasSize(5)
                .contains(
                        "['real', 'count', 'flag', 'text', 'a, \"b\"', 'spectrum[0]', 'spectrum[1]', 'none']",
                        "['1e+300', '', '', 'two\\nlines', '', '', '', '']");
    }

    @Test
    void exportRefusesInOneLine() {
        assertThat(terminal.bliss("export", scan).refusal(FAILED))
                .isEqualTo("bliss: in which form? There is one: --csv");
        assertThat(terminal.bliss("export", "test_session", "--csv").refusal(FAILED))
                .isEqualTo("bliss: 'test_session' is of type container: expected a scan or a channel");
        assertThat(terminal.bliss("export", "nothing", "--csv").refusal(FAILED)).startsWith("bliss: there is no node");
        String wide = session.publish(
                "wide", Map.of("wide", Numbers.wrap(DType.UINT8, Shape.of(1, 20_000), new byte[20_000])));
        assertThat(terminal.bliss("export", wide, "--csv").refusal(FAILED)).contains("wider than 16384 columns");
    }

    /** Many slices; a reader that has seen enough ends it without a word. */
    @Test
    void exportStreamsAndEndsQuietlyWhenNobodyReads() {
        double[] many = new double[200_000];
        java.util.Arrays.setAll(many, i -> i);
        String large = session.publish("large", Map.of("x", Numbers.of(many)));
        String bliss = Installation.folder().resolve("bliss").toString();

        Outcome head = terminal.run(
                Path.of("/bin/bash"), "-c", "set -o pipefail; " + bliss + " export " + large + " --csv | head -3");
        assertThat(head.output()).isEqualTo("x\n0.0\n1.0\n");
        assertThat(head.errors()).isEmpty();
        assertThat(head.status()).isIn(0, 141);

        String sum = "set -o pipefail; " + bliss + " export " + large + " --csv | tail -n +2 | paste -sd+ | cut -c1-11;"
                + bliss + " export " + large + " --csv | wc -l";
        assertThat(terminal.run(Path.of("/bin/bash"), "-c", sum).output()).isEqualTo("0.0+1.0+2.0\n200001\n");
    }

    @Test
    void followFromTheStartPrintsThePagesLines() {
        List<String> lines = bliss("follow", "test_session", "--from-start", "--limit", "6", "--filter", "channel")
                .lines()
                .toList();

        assertThat(lines)
                .hasSize(6)
                .containsSubsequence(
                        "event.NEW_NODE roby None", "event.NEW_NODE elapsed_time None", "event.NEW_NODE diode None")
                .anyMatch(line -> line.startsWith("event.NEW_DATA_IN_CHANNEL roby "))
                .allMatch(line -> line.matches("event\\.(NEW_NODE|NEW_DATA_IN_CHANNEL) \\w+ \\S+"));
    }

    @Test
    void followPrintsWhatComesAndCtrlCEndsItAtOnce() throws InterruptedException {
        Process follow = terminal.start(List.of("env", "--default-signal=INT"), "follow", "test_session");
        try {
            String sample = "followed";
            scanUntil(sample, "out", "event.END_SCAN");
            Oracles.program("kill", "-INT", follow.pid());
            assertThat(follow.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            follow.destroyForcibly();
        }

        assertThat(follow.exitValue()).isEqualTo(SIGINT);
        assertThat(terminal.read("err")).isEmpty();
        List<String> lines = terminal.read("out").lines().toList();
        int from = lines.lastIndexOf("event.NEW_NODE 1_ascan") < 0 ? 0 : lines.lastIndexOf("event.NEW_NODE 1_ascan");
        assertThat(lines.subList(from, lines.size()))
                .containsSubsequence("event.NEW_NODE roby None", "event.NEW_DATA_IN_CHANNEL roby 9.0");
        assertThat(lines).doesNotContain("event.NEW_NODE sample1");
    }

    @Test
    void walkFollowPrintsWhatIsAndWhatComes() throws InterruptedException {
        Process walk = terminal.start(
                List.of("env", "--default-signal=INT"), "walk", "test_session", "--follow", "--filter", "scan");
        try {
            await().atMost(LIMIT).until(() -> terminal.read("out").contains(scan + " "));
            String fresh = session.scan("walked", 0.01);
            await().atMost(LIMIT).until(() -> terminal.read("out").contains(fresh + " "));
            Oracles.program("kill", "-INT", walk.pid());
            assertThat(walk.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            walk.destroyForcibly();
        }

        assertThat(walk.exitValue()).isEqualTo(SIGINT);
        assertThat(terminal.read("err")).isEmpty();
        assertThat(terminal.read("out").lines())
                .allMatch(line -> line.contains("_ascan") && line.contains("bliss.data.scan.Scan object"));
    }

    /** Scans until an event is printed: the process may not follow yet when the first one runs. */
    private static void scanUntil(String sample, String stream, String event) {
        await().atMost(LIMIT).until(() -> {
            session.scan(sample, 0.01);
            return terminal.read(stream).contains(event);
        });
    }

    @Test
    void followRefusesWhatIsNeitherThereNorConfigured() {
        assertThat(terminal.bliss("follow", "nothing").refusal(FAILED)).startsWith("bliss: there is no node 'nothing'");
        assertThat(terminal.bliss("follow").refusal(BAD_USE)).contains("SESSION");
        assertThat(terminal.bliss("walk", "nothing", "--follow").refusal(FAILED))
                .startsWith("bliss: there is no node 'nothing'");
    }

    @Test
    void followEndsQuietlyWhenNobodyReads() {
        Outcome head = terminal.run(
                Path.of("/bin/bash"),
                "-c",
                Installation.folder().resolve("bliss") + " follow test_session --from-start | head -2");

        assertThat(head.lines()).hasSize(2);
        assertThat(head.errors()).isEmpty();
        assertThat(head.status()).isZero();
    }

    @Test
    void beaconRefusesAPortInOneLine() {
        assertThat(terminal.bliss("beacon", "--port", "65536").refusal(FAILED))
                .isEqualTo("bliss: port 65536 is none: expected 0 to 65535");
        assertThat(terminal.bliss("beacon", "--port", "x").refusal(BAD_USE)).contains("'x'");
        int taken = terminal.redis().start().port();
        assertThat(terminal.bliss("beacon", "--port", Integer.toString(taken)).refusal(FAILED))
                .startsWith("bliss: port " + taken + " cannot be listened on: ")
                .endsWith("; name another one: --port N");
    }

    @Test
    void ctrlCEndsBeacon() throws InterruptedException {
        Process beacon = terminal.start(List.of("env", "--default-signal=INT"), "beacon", "--port", "0");
        try {
            await().atMost(LIMIT).until(() -> terminal.read("out").startsWith("BEACON_HOST=127.0.0.1:"));
            Oracles.program("kill", "-INT", beacon.pid());
            assertThat(beacon.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            beacon.destroyForcibly();
        }
        assertThat(beacon.exitValue()).isEqualTo(SIGINT);
        assertThat(terminal.read("err")).isEmpty();
    }
}
