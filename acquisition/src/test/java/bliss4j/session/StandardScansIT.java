package bliss4j.session;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.ct;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import bliss4j.localredis.RedisAddress;
import bliss4j.scan.Scan;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What scans leave in the tree and in the file when all goes well. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class StandardScansIT {
    @TempDir
    private Path folder;

    private Beamline beamline;
    private Session session;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url());
        session = beamline.session;
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private String directory() {
        return "test_session" + folder.toString().replace('/', ':') + ":data:sample1";
    }

    private static double[] doubles(Map<String, NdArray> data, String channel) {
        NdArray points = data.get(channel);
        assertThat(points).as(channel).isInstanceOf(Numbers.class);
        return points instanceof Numbers numbers ? numbers.toDoubles() : new double[0];
    }

    /** A dataset's values as h5py reads them. */
    private static double[] h5py(Path file, String path) {
        String script = """
                import sys, h5py
                print(' '.join(repr(float(x)) for x in h5py.File(sys.argv[1], 'r')[sys.argv[2]][()]))
                """;
        String text = Oracles.python(List.of("h5py"), script, file, path).strip();
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void f36AnAscanIsInRedisAndInTheFileAndTheMotorEndsAtItsStop() {
        Scan scan = session.run(ascan(beamline.axis("robz"), 0, 9, 10, 0.01, beamline.counter("diode")));

        assertThat(beamline.axis("robz").position()).isEqualTo(9);
        assertThat(scan.state()).isEqualTo(ScanState.DONE);
        assertThat(scan).hasToString("Scan(number=1, name=ascan, path=" + beamline.file() + ")");
        assertThat(beamline.file()).isEqualTo(folder.resolve("data/test_session/sample1/data.h5"));
        Map<String, NdArray> data = scan.data();
        assertThat(data.keySet()).containsExactly("robz", "elapsed_time", "diode");
        assertThat(doubles(data, "robz"))
                .containsExactly(IntStream.range(0, 10).asDoubleStream().toArray());
        assertThat(doubles(data, "elapsed_time")).hasSize(10).isSorted().startsWith(0.0);
        assertThat(doubles(data, "diode")).hasSize(10).doesNotContain(Double.NaN);
        assertThat(Arrays.stream(doubles(data, "diode"))).allMatch(value -> Math.abs(value) <= 100);
        assertThat(h5py(beamline.file(), "1_ascan/measurement/axis:robz")).isEqualTo(doubles(data, "robz"));
        assertThat(h5py(beamline.file(), "1_ascan/measurement/timer:elapsed_time"))
                .isEqualTo(doubles(data, "elapsed_time"));
        assertThat(h5py(beamline.file(), "1_ascan/measurement/diode:diode")).isEqualTo(doubles(data, "diode"));
    }

    @Test
    void f4TheDirectoryOfAScanIsAContainerNamedByBasePathAndTemplate() {
        session.saving().set("template", "{date}/test");
        Scan scan = session.run(ct(0, beamline.counter("diode")));
        String date = session.saving().get("date").asText();
        DataNode parent = scan.node().orElseThrow().parent().orElseThrow();
        assertThat(parent.dbName())
                .isEqualTo("test_session" + folder.toString().replace('/', ':') + ":data:" + date + ":test");
        assertThat(parent.type()).isEqualTo("container");
    }

    @Test
    void f5TheScanNodeSaysWhatTheScanIsAndExpires() {
        Scan scan = session.run(loopscan(2, 0, beamline.counter("diode")).withName("mine"));
        DataNode.Scan node = scan.node().orElseThrow();
        assertThat(node.name()).isEqualTo("1_mine");
        assertThat(node.dbName()).isEqualTo(directory() + ":1_mine");
        assertThat(node.type()).isEqualTo("scan");
        assertThat(node.info()).containsEntry("title", Value.of("loopscan 2 0"));
        DataNode timer = node.children().getFirst();
        assertThat(node.children()).hasSize(1);
        assertThat(timer.children()).extracting(DataNode::name).containsExactly("elapsed_time", "diode");
        RedisAddress redis = RedisServer.address();
        String ttl = Oracles.program(
                Map.of("REDISCLI_AUTH", redis.password()),
                "redis-cli",
                "-p",
                redis.port(),
                "-n",
                "1",
                "ttl",
                node.dbName());
        assertThat(Long.parseLong(ttl.strip())).isBetween(86_300L, 86_400L);
    }

    @Test
    void f7AllNodesOfAWalkExistAndTheScanIsTheLastOfScans() {
        Scan scan = session.run(
                ascan(beamline.axis("robz"), 1, 2, 2, 0, beamline.counter("diode2"), beamline.counter("diode")));
        assertThat(session.scans().last()).contains(scan);
        List<DataNode> nodes =
                beamline.node("test_session").walk(NodeFilter.all()).toList();
        String name = directory() + ":1_ascan";
        assertThat(nodes)
                .extracting(DataNode::dbName)
                .containsExactly(
                        "test_session",
                        directory(),
                        name,
                        name + ":axis",
                        name + ":axis:robz",
                        name + ":axis:timer",
                        name + ":axis:timer:elapsed_time",
                        name + ":axis:timer:box",
                        name + ":axis:timer:box:diode2",
                        name + ":axis:timer:diode",
                        name + ":axis:timer:diode:diode");
        assertThat(doubles(scan.data(), "diode2")).containsExactly(4.0, 4.0);
        nodes.forEach(node -> assertThat(beamline.node(node.dbName()).type()).isEqualTo(node.type()));
    }

    @Test
    void f22PositionersAreThoseFromBeforeTheScan() throws InterruptedException {
        beamline.axis("robz").move(-3);
        Scan scan = session.run(ascan(beamline.axis("robz"), 0, 5, 2, 0, beamline.counter("diode")));
        Value positioners = Value.of(scan.node().orElseThrow().info()).at("positioners");
        assertThat(positioners.at("positioners_start"))
                .isEqualTo(Value.of(Map.of("roby", Value.of(0.0), "robz", Value.of(-3.0), "slow", Value.of(0.0))));
        assertThat(positioners.at("positioners_dial_start").at("robz")).isEqualTo(Value.of(-3.0));
        assertThat(positioners.at("positioners_units").at("robz")).isEqualTo(Value.of("mm"));
        assertThat(positioners.at("positioners_units").at("roby").isNothing()).isTrue();
    }

    @SuppressWarnings("checkstyle:MethodLength") // a table of keys
    @Test
    void a315TheInfoHasTheKeysThatClientsLookFor() {
        Scan scan = session.run(ascan(beamline.axis("robz"), 0, 9, 10, 0.001, beamline.counter("diode")));
        DataNode.Scan node = scan.node().orElseThrow();
        Map<String, Value> info = node.info();
        assertThat(info)
                .containsKeys(
                        "estimation",
                        "user_name",
                        "start_time",
                        "start_time_str",
                        "start_timestamp",
                        "devices",
                        "channels",
                        "scan_meta_categories",
                        "scan_uid",
                        "end_time",
                        "end_time_str",
                        "end_timestamp")
                .containsEntry("type", Value.of("ascan"))
                .containsEntry("save", Value.of(true))
                .containsEntry("title", Value.of("ascan robz 0 9 10 0.001"))
                .containsEntry("sleep_time", Value.nothing())
                .containsEntry("npoints", Value.of(10))
                .containsEntry("total_acq_time", Value.of(0.01))
                .containsEntry("start", Value.list(Value.of(0.0)))
                .containsEntry("stop", Value.list(Value.of(9.0)))
                .containsEntry("count_time", Value.of(0.001))
                .containsEntry("session_name", Value.of("test_session"))
                .containsEntry("scan_nb", Value.of(1))
                .containsEntry("filename", Value.of(beamline.file().toString()))
                .containsEntry("node_name", Value.of(node.dbName()))
                .containsEntry("state", Value.of(4))
                .containsEntry("end_reason", Value.of("done"))
                .containsEntry(
                        "points",
                        Value.of(Map.of(
                                "axis:robz",
                                Value.of(10),
                                "timer:elapsed_time",
                                Value.of(10),
                                "diode:diode",
                                Value.of(10))));
    }

    @Test
    void a316TheAcquisitionChainIsPartOfTheInfo() {
        Scan scan = session.run(ascan(beamline.axis("robz"), 0, 9, 2, 0, beamline.counter("diode")));
        Value axis = Value.of(scan.node().orElseThrow().info())
                .at("acquisition_chain")
                .at("axis");
        assertThat(axis.at("master").at("scalars")).isEqualTo(Value.list(Value.of("axis:robz")));
        assertThat(axis.at("master").at("scalars_units")).isEqualTo(Value.of(Map.of("axis:robz", Value.of("mm"))));
        assertThat(axis.at("scalars")).isEqualTo(Value.list(Value.of("timer:elapsed_time"), Value.of("diode:diode")));
    }

    @Test
    void a4CountingTakesANumberEntersScansAndIsNotSaved() {
        Scan first = session.run(ct(0, beamline.counter("diode")));
        assertThat(first).hasToString("Scan(number=1, name=ct, path=<no saving>)");
        assertThat(beamline.file()).doesNotExist();
        assertThat(first.data().keySet()).containsExactly("elapsed_time", "diode");
        Scan second = session.run(loopscan(3, 0, beamline.counter("diode")));
        assertThat(second.number()).contains(2);
        assertThat(session.run(ct(0, beamline.counter("diode"))).number()).contains(3);
        assertThat(session.scans())
                .hasToString("deque([Scan(number=1, name=ct, path=<no saving>),\n       "
                        + "Scan(number=2, name=loopscan, path=" + beamline.file() + "),\n       "
                        + "Scan(number=3, name=ct, path=<no saving>)],\nmaxlen=20)");
        assertThat(h5py(beamline.file(), "2_loopscan/measurement/timer:elapsed_time"))
                .isEqualTo(doubles(second.data(), "elapsed_time"))
                .hasSize(3);
    }

    @Test
    void scansKeepsTheLastTwenty() {
        assertThat(session.scans()).hasToString("deque([], maxlen=20)");
        for (int i = 0; i < 22; i++) {
            session.run(ct(0, beamline.counter("diode")));
        }
        assertThat(session.scans().all())
                .hasSize(20)
                .extracting(scan -> scan.number().orElse(0))
                .isEqualTo(IntStream.rangeClosed(3, 22).boxed().toList());
        assertThat(session.scans().running()).isEmpty();
    }

    @Test
    void theEpochIsAChannelIfTheConfigurationSaysSo() {
        beamline.close();
        Beamline.write(folder.resolve("config/bliss4j.yml"), "timer: {epoch: true}\n");
        start();
        Scan scan = session.run(ct(0, beamline.counter("diode")));
        assertThat(scan.data().keySet()).containsExactly("elapsed_time", "epoch", "diode");
        assertThat(doubles(scan.data(), "epoch")[0]).isCloseTo(System.currentTimeMillis() / 1e3, within(30.0));
    }

    @Test
    void theNameOfTheScanMayBePartOfItsPath() {
        session.saving().set("data_filename", "{scan_name}");
        session.run(loopscan(1, 0, beamline.counter("diode")));
        Scan scan = session.run(loopscan(1, 0, beamline.counter("diode")).withName("other"));
        Path file = folder.resolve("data/test_session/sample1/other.h5");
        assertThat(scan.file()).contains(file);
        assertThat(h5py(file, scan.number().orElseThrow() + "_other/measurement/diode:diode"))
                .hasSize(1);
        assertThat(file.resolveSibling("loopscan.h5")).exists();
        assertThat(file.resolveSibling("{scan_name}.h5")).doesNotExist();
    }

    @Test
    void everyScanMayHaveAFileOfItsOwn() {
        session.saving().set("template", "{session}/scan{scan_number}");
        for (int number = 1; number <= 2; number++) {
            session.run(loopscan(1, 0, beamline.counter("diode")));
            Path file = folder.resolve("data/test_session/scan000" + number + "/data.h5");
            assertThat(h5py(file, number + "_loopscan/measurement/diode:diode")).hasSize(1);
        }
    }

    @Test
    void aSessionHasItsDirectoryOnceItHasStarted() {
        beamline.close();
        start();
        assertThat(folder.resolve("data/test_session/sample1")).isDirectory();
        session.saving().set("template", "{session}/scan{scan_number}");
        beamline.close();
        start();
        assertThat(Files.exists(folder.resolve("data/test_session/scan{scan_number}")))
                .isFalse();
    }
}
