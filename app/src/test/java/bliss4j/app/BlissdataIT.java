package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.testing.Blissdata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The original's Python data client ({@code blissdata} 0.3.1), unmodified, reads and follows a session of ours: it is told
 * {@code BEACON_HOST}, where {@code ./bliss beacon} answers, and nothing else.
 */
final class BlissdataIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As programs of the original begin: what waits for a socket lets others run. */
    private static final String HEAD = """
            from gevent import monkey; monkey.patch_all()
            import gevent, numpy, sys
            from blissdata.data.node import get_node, get_session_node, sessions_list
            gevent.Timeout(80).start()
            """;

    private static Terminal terminal;
    private static Process command;
    private static String beacon;
    private static LiveSession session;

    @BeforeAll
    static void start() {
        terminal = Terminal.open();
        command = terminal.start(List.of(), "beacon", "--port", "0");
        await().atMost(LIMIT).until(() -> terminal.read("out").contains("\n") || !command.isAlive());
        assertThat(terminal.read("out")).as(terminal.read("err")).startsWith("BEACON_HOST=127.0.0.1:");
        beacon = terminal.read("out").strip().replace("BEACON_HOST=", "");
        session = LiveSession.on(terminal);
        session.scan("sample1", 0.01);
        session.scan("sample1", 0.01);
    }

    @AfterAll
    static void stop() {
        session.close();
        command.destroy();
        await().atMost(LIMIT).until(() -> !command.isAlive());
        terminal.close();
    }

    private static List<String> run(String script, Object... arguments) {
        try (Blissdata client = Blissdata.start(beacon, HEAD + script, arguments)) {
            return client.end();
        }
    }

    /** All below the session, sorted: the client walks level by level and leaves out where it begins. */
    @Test
    void walksOurTreeWithOurNames() {
        List<String> printed = run("""
                print([session.name for session in sessions_list()])
                for node in get_session_node('test_session').walk(wait=False):
                    print(node.name, node.db_name, node.type, node.parent.db_name)
                """);

        assertThat(printed.getFirst()).contains("'test_session'");
        assertThat(printed.subList(1, printed.size()))
                .containsExactlyInAnyOrderElementsOf(session.nodes().stream()
                        .skip(1)
                        .map(node -> node.name() + " " + node.dbName() + " "
                                + (node.type().equals("None") ? "None" : node.type()) + " "
                                + node.parent().orElseThrow().dbName())
                        .toList());
    }

    @Test
    void getsTheValuesOfEveryChannel() {
        List<String> expected = new ArrayList<>();
        for (DataNode node : session.nodes()) {
            if (node instanceof DataNode.Channel channel) {
                expected.add(String.join(
                        " ",
                        channel.dbName(),
                        channel.get(0, -1).toString().replaceAll("\\s+", " "),
                        channel.get(3).orElseThrow().item(0).toString(),
                        channel.get(-1).orElseThrow().item(0).toString(),
                        Long.toString(channel.length()),
                        channel.fullname(),
                        channel.unit().orElse("None")));
            }
        }

        List<String> printed = run("""
                for node in get_session_node('test_session').walk(filter='channel', wait=False):
                    assert node.dtype == numpy.float64 and node.shape == (), (node.dtype, node.shape)
                    assert (node.get(2, 5) == node.get(0, -1)[2:6]).all()  # their range includes its end
                    values = ' '.join(repr(node.get(0, -1)).split())
                    print(node.db_name, values, float(node.get(3)), float(node.get(-1)), len(node), node.fullname, node.unit)
                """);

        assertThat(printed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(printed).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void readsTheInfoOfAScan() {
        DataNode.Scan scan = (DataNode.Scan) session.nodes().stream()
                .filter(DataNode.Scan.class::isInstance)
                .findFirst()
                .orElseThrow();

        List<String> printed = run("""
                info = get_node(sys.argv[1]).info.get_all()
                print(info['title'], info['npoints'], info['state'], info['scan_nb'], info['end_reason'])
                print(sorted(info['acquisition_chain']), sorted(info['devices']), sorted(info['channels']))
                print(info['start_time'].isoformat(), info['end_time'] >= info['start_time'])
                """, scan.dbName());

        assertThat(printed.get(0)).isEqualTo("ascan roby 0 9 10 0.01 10 4 1 done");
        assertThat(printed.get(1))
                .isEqualTo("['axis'] ['axis', 'diode', 'timer'] ['axis:roby', 'diode:diode', 'timer:elapsed_time']");
        assertThat(printed.get(2)).endsWith(" True");
    }

    private static final String FOLLOW = """
            scan, roby = None, []
            started = gevent.event.Event()
            gevent.spawn(lambda: (started.wait(), print('started')))
            for event in get_session_node('test_session').walk_events(started_event=started):
                kind, node = event.type.name, event.node
                if kind == 'NEW_DATA':
                    print(kind, node.db_name, event.data.first_index, list(map(float, event.data.data)))
                else:
                    print(kind, node.db_name)
                if kind == 'END_SCAN' and node.db_name.endswith(sys.argv[1]):
                    break
            """;

    /** A scan that starts when the client waits already: each event once, in order, up to the end. */
    @Test
    void followsAScanWhileItRuns() {
        String node;
        List<String> printed;
        try (Blissdata client = Blissdata.start(beacon, HEAD + FOLLOW, ":live:1_ascan")) {
            client.await("started");
            node = session.scan("live", 0.1);
            printed = client.end();
        }

        List<String> own =
                printed.stream().filter(line -> line.contains(":live:1_ascan")).toList();
        assertThat(own.getFirst()).isEqualTo("NEW_NODE " + node);
        assertThat(own.getLast()).isEqualTo("END_SCAN " + node);
        assertThat(own).doesNotHaveDuplicates().containsOnlyOnce("PREPARED_SCAN " + node);
        for (DataNode below :
                session.store().node(node).orElseThrow().walk(NodeFilter.all()).toList()) {
            assertThat(own).containsOnlyOnce("NEW_NODE " + below.dbName());
            if (below instanceof DataNode.Channel channel) {
                checkBlocks(own, channel);
            }
        }
    }

    private static void checkBlocks(List<String> lines, DataNode.Channel channel) {
        List<String> blocks = lines.stream()
                .filter(line -> line.startsWith("NEW_DATA " + channel.dbName() + " "))
                .toList();
        List<String> values = new ArrayList<>();
        for (String block : blocks) {
            String[] parts = block.split(" ", 4);
            assertThat(parts[2]).isEqualTo(Integer.toString(values.size()));
            values.addAll(List.of(parts[3].substring(1, parts[3].length() - 1).split(", ")));
        }
        assertThat(blocks).as("blocks of a scan that took a second").hasSizeGreaterThan(1);
        assertThat(lines.indexOf(blocks.getFirst())).isGreaterThan(lines.indexOf("NEW_NODE " + channel.dbName()));
        assertThat(values.stream().map(Double::valueOf).toList())
                .isEqualTo(java.util.stream.IntStream.range(0, 10)
                        .mapToObj(channel.get(0, -1)::item)
                        .toList());
    }

    /** Their own observer of a session, which wants devices and channels in the scan's info. */
    @Test
    void f2TestSimpleContinuousScanWithSessionWatcher() {
        String script = """
                from blissdata.data.scan import watch_session_scans
                ready = gevent.event.Event()
                points, over = {}, gevent.event.Event()
                def new(info): print('new', sorted(info['acquisition_chain']))
                def child(info, node): print('child', node.db_name.split(':1_ascan:')[1])
                def got(dim, master, data):
                    assert dim == '0d' and master == 'axis', (dim, master)
                    points.update(data['data'])
                def end(info): print('end', info['state']); over.set()
                watcher = gevent.spawn(watch_session_scans, 'test_session', new, child, got, end,
                                       ready_event=ready, exclude_existing_scans=True)
                ready.wait()
                print('ready')
                over.wait()
                for name in sorted(points): print(name, len(points[name]))
                print(points['axis:roby'].tolist())
                """;
        try (Blissdata client = Blissdata.start(beacon, HEAD + script)) {
            client.await("ready");
            session.scan("watched", 0.01);
            List<String> printed = client.end();
            assertThat(printed.subList(0, 2)).containsExactly("ready", "new ['axis']");
            assertThat(printed)
                    .contains("child axis:roby", "child axis:timer:elapsed_time", "child axis:timer:diode:diode")
                    .containsSubsequence(
                            "end 4",
                            "axis:roby 10",
                            "diode:diode 10",
                            "timer:elapsed_time 10",
                            "[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]");
        }
    }

    /** Blocks, single points, spectra, texts, not-a-numbers: published without devices. */
    @Test
    void getsValuesOfEveryType() {
        Map<String, NdArray> values = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            values.put(
                    dtype.numpyName(),
                    switch (dtype) {
                        case TEXT -> Texts.of("a", "Ω, 'x'", "𝄞");
                        case BOOL -> Numbers.of(dtype, 1, 0, 1);
                        default -> Numbers.of(1.0, 2, 100).as(dtype);
                    });
        }
        values.put("special", Numbers.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0));
        values.put("spectrum", Numbers.of(DType.UINT16, 1, 2, 3, 4, 5, 6).reshape(Shape.of(3, 2)));
        String dbName = session.publish("types", values);

        List<String> printed = run("""
                for node in get_node(sys.argv[1]).walk(filter='channel', wait=False):
                    if node.name != 'elapsed_time':
                        every = node.get(0, -1)
                        assert repr(list(node.get(1, 2))) == repr(list(every[1:3])), node.name
                        assert len(node) == 3 and repr(node.get(2)) == repr(every[2]) or node.name == 'str', node.name
                        print(node.name, every.dtype.kind, every.dtype.itemsize if every.dtype.kind != 'U' else '',
                              every.shape, every.tolist())
                """, dbName);

        assertThat(printed).containsExactlyInAnyOrder(expected(values));
    }

    private static String[] expected(Map<String, NdArray> values) {
        List<String> lines = new ArrayList<>();
        values.forEach((name, array) -> {
            String kind = switch (array.dtype()) {
                case TEXT -> "U ";
                case BOOL -> "b 1";
                case FLOAT32, FLOAT64 -> "f " + array.dtype().itemSize();
                case UINT8, UINT16, UINT32, UINT64 -> "u " + array.dtype().itemSize();
                default -> "i " + array.dtype().itemSize();
            };
            String shape = array.shape().rank() == 1 ? "(3,)" : "(3, 2)";
            String list = switch (name) {
                case "str" -> "['a', \"Ω, 'x'\", '𝄞']";
                case "bool" -> "[True, False, True]";
                case "special" -> "[nan, inf, -0.0]";
                case "spectrum" -> "[[1, 2], [3, 4], [5, 6]]";
                default -> kind.startsWith("f") ? "[1.0, 2.0, 100.0]" : "[1, 2, 100]";
            };
            lines.add(name + " " + kind + " " + shape + " " + list);
        });
        return lines.toArray(String[]::new);
    }
}
