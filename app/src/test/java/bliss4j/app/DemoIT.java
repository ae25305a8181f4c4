package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.Oracles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./bliss demo}, twice, and what other processes see of it. */
final class DemoIT {
    /** Name and db_name of every node below a scan, as the page prints them. */
    private static final List<String> SCAN = List.of(
            "axis %s:axis",
            "roby %s:axis:roby",
            "timer %s:axis:timer",
            "elapsed_time %s:axis:timer:elapsed_time",
            "diode %s:axis:timer:diode",
            "diode %s:axis:timer:diode:diode");

    private static final Pattern EVENT = Pattern.compile("event\\.[A-Z_]+ .*|[a-z0-9_]+ (scan|container|channel|None)");

    private static Terminal terminal;
    private static Path directory;
    private static Outcome first;
    private static Outcome second;

    @BeforeAll
    static void play() {
        terminal = Terminal.open();
        directory = terminal.path("data/x");
        first = terminal.bliss("demo", "--dir", directory.toString());
        second = terminal.bliss("demo", "--dir", directory.toString());
    }

    @AfterAll
    static void close() {
        terminal.close();
    }

    @Test
    void endsWithStatusZeroAndNothingOnStderr() {
        first.succeeded();
        second.succeeded();
    }

    @Test
    void printsTheTreeOfThePage() {
        assertThat(nodes(first)).isEqualTo(tree(2, 1));
    }

    @Test
    void runAgainNumbersGoOnAndNothingIsDoubled() {
        assertThat(nodes(second)).isEqualTo(tree(4, 2));
        assertThat(second.lines()).containsSubsequence(scan(3, "sample1"), scan(4, "sample1"), scan(2, "sample2"));
    }

    @Test
    void printsEachNodeInThreeColumnsAsThePageDoes() {
        String node = directory(1).substring(0, directory(1).lastIndexOf(':'));
        int names = "elapsed_time".length() + 4;
        int dbNames = (directory(1) + ":1_ascan:axis:timer:elapsed_time").length() + 4;
        String column = "%-" + names + "s%-" + dbNames + "s<bliss.data.%s object at 0x";

        assertThat(first.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(column.formatted("test_session", "test_session", "node.DataNodeContainer")))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(column.formatted("1_ascan", node + ":sample1:1_ascan", "scan.Scan")))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(column.formatted(
                                "roby", node + ":sample1:1_ascan:axis:roby", "channel.ChannelDataNode")));
    }

    @Test
    void theMonitorPrintsNodesAndEventsAsThePageDoes() {
        List<String> events = first.lines().stream()
                .filter(line -> EVENT.matcher(line).matches())
                .toList();

        assertThat(events)
                .containsSubsequence(
                        "sample2 container",
                        "1_ascan scan",
                        "axis None",
                        "roby channel",
                        "event.NEW_NODE roby None",
                        "timer None",
                        "elapsed_time channel",
                        "event.NEW_NODE elapsed_time None",
                        "diode None",
                        "diode channel",
                        "event.NEW_NODE diode None")
                .endsWith("event.END_SCAN 1_ascan");
        // an event prints the last of its points, which on a busy machine may be several
        assertThat(events.stream().filter(line -> line.startsWith("event.NEW_DATA_IN_CHANNEL roby ")))
                .isSorted()
                .allMatch(line -> line.matches(".* [0-9]\\.0"))
                .endsWith("event.NEW_DATA_IN_CHANNEL roby 9.0");
        assertThat(second.lines()).filteredOn(line -> line.endsWith(" scan")).containsExactly("2_ascan scan");
    }

    @Test
    void printsScansAsThePageDoes() {
        assertThat(first.output())
                .contains("\n>>> SCANS\ndeque([" + scan(1, "sample1") + ",\n       " + scan(2, "sample1") + ",\n       "
                        + scan(1, "sample2") + "],\nmaxlen=20)\n");
    }

    @Test
    void printsDataAsThePageDoes() {
        List<String> lines = data(first);

        assertThat(lines.getFirst()).isEqualTo("{");
        assertThat(lines.getLast()).isEqualTo("}");
        assertThat(lines.get(1)).isEqualTo("'roby':         array([0., 1., 2., 3., 4., 5., 6., 7., 8., 9.]),");
        assertThat(lines.get(2))
                .startsWith("'elapsed_time': array([0.        , ")
                .endsWith(",");
        assertThat(lines.get(3)).startsWith("                       0.").endsWith("]),");
        assertThat(lines.get(4)).startsWith("'diode':        array([");
    }

    @Test
    void h5pyFindsTheEntriesAndTheValuesThatWerePrinted() {
        String script = """
                import h5py, numpy as np, sys
                with h5py.File(sys.argv[1] + '/test_session/sample1/data.h5', 'r') as f:
                    print(','.join(sorted(f)))
                    e = f['1_ascan']
                    print(e['title'][()].decode(), e['start_time'][()] < e['end_time'][()])
                    print(*e['measurement/axis:roby'][:])
                with h5py.File(sys.argv[1] + '/test_session/sample2/data.h5', 'r') as f:
                    print(','.join(sorted(f)))
                    m = f['1_ascan/measurement']
                    names = {'roby': 'axis:roby', 'elapsed_time': 'timer:elapsed_time', 'diode': 'diode:diode'}
                    for name, values in eval(sys.argv[2], {'array': np.array}).items():
                        print(name, np.allclose(values, m[names[name]][:], rtol=1e-7, atol=1e-8), values.shape)
                """;

        String printed = Oracles.python(List.of("h5py", "numpy"), script, directory, String.join("\n", data(first)));

        assertThat(printed.lines())
                .containsExactly(
                        "1_ascan,2_ascan,3_ascan,4_ascan",
                        "ascan roby 0 9 10 0.1 True",
                        "0.0 1.0 2.0 3.0 4.0 5.0 6.0 7.0 8.0 9.0",
                        "1_ascan,2_ascan",
                        "roby True (10,)",
                        "elapsed_time True (10,)",
                        "diode True (10,)");
    }

    @Test
    void saysWhereTheFilesAre() {
        List<String> files = List.of(
                directory.resolve("test_session/sample1/data.h5").toString(),
                directory.resolve("test_session/sample2/data.h5").toString());

        assertThat(first.lines()).containsSubsequence(files);
        assertThat(files).allSatisfy(file -> assertThat(Path.of(file)).isRegularFile());
    }

    @Test
    void anotherProcessWalksTheTree() {
        assertThat(nodes(terminal.bliss("walk", "test_session").succeeded())).isEqualTo(tree(4, 2));
        assertThat(nodes(terminal.bliss("walk", directory(2)).succeeded()))
                .startsWith("sample2 " + directory(2), "1_ascan " + directory(2) + ":1_ascan")
                .hasSize(15);
    }

    @Test
    void anotherProcessWalksNodesOfATypeOnly() {
        List<String> scans = tree(4, 2).stream()
                .filter(node -> node.matches("[0-9]_ascan .*"))
                .toList();
        List<String> channels = tree(4, 2).stream()
                .filter(node -> node.matches("([0-9]_ascan|roby|elapsed_time) .*|.*:diode:diode"))
                .toList();

        assertThat(nodes(terminal.bliss("walk", "test_session", "--filter", "scan")
                        .succeeded()))
                .isEqualTo(scans);
        assertThat(nodes(terminal.bliss("walk", "test_session", "--filter", "channel,scan")
                        .succeeded()))
                .isEqualTo(channels);
    }

    @Test
    void writesNothingElsewhere() {
        assertThat(Terminal.files(terminal.current())).isEmpty();
        assertThat(Terminal.files(terminal.userHome())).isEmpty();
        assertThat(Terminal.files(terminal.temporary())).isEmpty();
        assertThat(Terminal.files(directory))
                .containsExactly(
                        "test_session/sample1/.data.h5.lock",
                        "test_session/sample1/data.h5",
                        "test_session/sample2/.data.h5.lock",
                        "test_session/sample2/data.h5");
        assertThat(terminal.state().toFile().list()).containsExactlyInAnyOrder("log", "redis", "settings", "javacpp");
        assertThat(terminal.state().resolve("log/bliss.log")).isRegularFile();
    }

    @Test
    void makesTheDirectoryOfTheSession() {
        assertThat(Files.isDirectory(directory.resolve("test_session"))).isTrue();
    }

    private static String directory(int sample) {
        return "test_session" + directory.toString().replace('/', ':') + ":sample" + sample;
    }

    private static String scan(int number, String sample) {
        Path file = directory.resolve("test_session").resolve(sample).resolve("data.h5");
        return "Scan(number=" + number + ", name=ascan, path=" + file + ")";
    }

    /** Name and db_name of all nodes, in the page's order. */
    private static List<String> tree(int scansOfSample1, int scansOfSample2) {
        List<String> nodes = new ArrayList<>(List.of("test_session test_session"));
        nodes.addAll(sample(1, scansOfSample1));
        nodes.addAll(sample(2, scansOfSample2));
        return nodes;
    }

    private static List<String> sample(int sample, int scans) {
        String directory = directory(sample);
        List<String> nodes = new ArrayList<>(List.of("sample" + sample + " " + directory));
        IntStream.rangeClosed(1, scans).mapToObj(number -> number + "_ascan").forEach(scan -> {
            nodes.add(scan + " " + directory + ":" + scan);
            SCAN.forEach(node -> nodes.add(node.formatted(directory + ":" + scan)));
        });
        return nodes;
    }

    /** The first two columns of the lines that print a node. */
    private static List<String> nodes(Outcome outcome) {
        return outcome.lines().stream()
                .filter(line -> line.contains(" object at 0x"))
                .map(line -> line.split(" +")[0] + " " + line.split(" +")[1])
                .toList();
    }

    /** What {@code get_data()} printed. */
    private static List<String> data(Outcome outcome) {
        List<String> lines = outcome.lines();
        int from = lines.indexOf(">>> SCANS[-1].get_data()") + 1;
        return lines.subList(from, lines.subList(from, lines.size()).indexOf("}") + from + 1);
    }
}
