package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows F16 to F25 of the conformance list, on descriptions of scans, seen by h5py, silx and h5dump. */
@ExtendWith(LeakCheck.class)
class NexusConformanceIT {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("test_session/sample1/data.h5");
    }

    private Value tree() {
        return FileSeen.tree(file());
    }

    private Value plot() {
        return FileSeen.plot(file());
    }

    private static Value attribute(Value tree, String path, String name) {
        return tree.at(path).at("attributes").at(name);
    }

    private static String nxClass(Value tree, String path) {
        return attribute(tree, path, "NX_class").asText();
    }

    private static Value value(Value tree, String path) {
        return tree.at(path).at("value");
    }

    private static List<Double> doubles(Value list) {
        return list.asList().stream().map(Value::asDouble).toList();
    }

    private static List<Double> doubles(NdArray array) {
        return java.util.Arrays.stream(((Numbers) array).toDoubles()).boxed().toList();
    }

    @Test
    void f16Hdf5Metadata() {
        Map<String, Value> info = DemoScan.info();
        info.put("title", Value.of("ascan roby 0 10 10 0.01"));
        info.put(
                "positioners",
                DemoScan.positioners(
                        Map.of("roby", Value.of(0.5), "robz", Value.of(Double.NaN), "bad", Value.of("ERR"))));
        DemoScan.run(DemoScan.draft(file(), "ascan", DemoScan.devices(), info), 10);

        Value tree = tree();
        assertThat(value(tree, "/1_ascan/title").asText()).isEqualTo("ascan roby 0 10 10 0.01");
        assertThat(value(tree, "/1_ascan/start_time").asText()).isEqualTo("2026-11-23T08:00:00.000001+01:00");
        assertThat(value(tree, "/1_ascan/end_time").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+0[12]:00");
        String positioners = "/1_ascan/instrument/positioners";
        assertThat(value(tree, positioners + "/roby").asDouble()).isEqualTo(0.5);
        assertThat(attribute(tree, positioners + "/roby", "units").asText()).isEqualTo("mm");
        assertThat(value(tree, positioners + "/robz").asText()).isEqualTo("nan");
        assertThat(attribute(tree, positioners + "/robz", "error").asText()).isEqualTo("could not be read");
        assertThat(attribute(tree, positioners + "/bad", "error").asText()).isEqualTo("ERR");
        assertThat(value(tree, "/1_ascan/instrument/positioners_dial/roby").asDouble())
                .isEqualTo(0.5);
        assertThat(attribute(tree, "/", "NX_class").asText()).isEqualTo("NXroot");
        assertThat(attribute(tree, "/", "default").asText()).isEqualTo("1_ascan");
        assertThat(attribute(tree, "/", "creator").asText()).isEqualTo("bliss4j");
        assertThat(attribute(tree, "/1_ascan", "db_name").asText()).isEqualTo("test_session:data:x:sample1:1_ascan");
        assertThat(value(tree, "/1_ascan/scan_meta/end_reason").asText()).isEqualTo("done");
        assertThat(value(tree, "/1_ascan/scan_meta/points/diode:diode").asLong())
                .isEqualTo(10);
    }

    private void runWithSpectrum() {
        ChannelDescription spectrum = new ChannelDescription(
                "spectrum_det0", "simu1:spectrum_det0", DType.UINT32, Shape.of(4), Optional.empty(), true);
        ChannelDescription deadtime = ChannelDescription.scalar("deadtime_det0", "simu1:deadtime_det0");
        DeviceDescription simu = DemoScan.detector("simu1", spectrum, deadtime);
        DeviceDescription axis = DemoScan.axis(DemoScan.timer(DemoScan.diode(), simu));
        ScanPublisher scan = DemoScan.start(DemoScan.draft(file(), "ascan", List.of(axis), DemoScan.info()));
        for (int i = 0; i < 3; i++) {
            DemoScan.point(scan, i, i);
            DemoScan.append(
                    scan, 4, Numbers.of(DType.UINT32, i, 1, 2, 4_000_000_000L).reshape(Shape.of(1, 4)));
            DemoScan.append(scan, 5, Numbers.of(0.5));
        }
        assertThat(scan.end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
    }

    @Test
    void f17Hdf5FileItems() {
        runWithSpectrum();

        Value tree = tree();
        Map<String, String> classes = new LinkedHashMap<>();
        tree.asMap()
                .forEach((path, item) -> item.find("attributes")
                        .flatMap(attributes -> attributes.find("NX_class"))
                        .ifPresent(nxClass -> classes.put(path.asText(), nxClass.asText())));
        assertThat(classes)
                .containsOnly(
                        Map.entry("/", "NXroot"),
                        Map.entry("/1_ascan", "NXentry"),
                        Map.entry("/1_ascan/measurement", "NXcollection"),
                        Map.entry("/1_ascan/instrument", "NXinstrument"),
                        Map.entry("/1_ascan/instrument/positioners", "NXcollection"),
                        Map.entry("/1_ascan/instrument/positioners_dial", "NXcollection"),
                        Map.entry("/1_ascan/instrument/roby", "NXpositioner"),
                        Map.entry("/1_ascan/instrument/timer", "NXcollection"),
                        Map.entry("/1_ascan/instrument/diode", "NXdetector"),
                        Map.entry("/1_ascan/instrument/simu1", "NXdetector"),
                        Map.entry("/1_ascan/plot", "NXdata"),
                        Map.entry("/1_ascan/scan_meta", "NXcollection"),
                        Map.entry("/1_ascan/scan_meta/points", "NXcollection"));
    }

    /** Ruling "padding": datasets start with no rows; a spectrum of one length is (n, length). */
    @Test
    void f17Hdf5FileItemsOfASpectrum() {
        runWithSpectrum();

        Value tree = tree();
        String measurement = "/1_ascan/measurement/";
        assertThat(tree.at(measurement + "simu1:spectrum_det0").at("shape").toString())
                .isEqualTo("[3, 4]");
        assertThat(tree.at(measurement + "simu1:spectrum_det0").at("dtype").asText())
                .isEqualTo("uint32");
        assertThat(value(tree, measurement + "simu1:spectrum_det0").toString())
                .isEqualTo("[[0, 1, 2, 4000000000], [1, 1, 2, 4000000000], [2, 1, 2, 4000000000]]");
        assertThat(attribute(tree, measurement + "axis:roby", "fullname").asText())
                .isEqualTo("axis:roby");
        assertThat(attribute(tree, measurement + "axis:roby", "alias").asText()).isEqualTo("None");
        assertThat(attribute(tree, measurement + "axis:roby", "has_alias").asBoolean())
                .isFalse();
        assertThat(attribute(tree, measurement + "axis:roby", "units").asText()).isEqualTo("mm");
        assertThat(tree.at("/1_ascan/instrument/simu1/data").at("link").asText())
                .isEqualTo(measurement + "simu1:spectrum_det0");
        assertThat(tree.at("/1_ascan/instrument/simu1/deadtime_det0").at("link").asText())
                .isEqualTo(measurement + "simu1:deadtime_det0");
        assertThat(doubles(value(tree, "/1_ascan/instrument/timer/epoch"))).hasSize(3);
        assertThat(plot().at("auxiliary").toString()).isEqualTo("['deadtime_det0']");
    }

    @Test
    void f18Hdf5Values() {
        Numbers diode = DemoScan.run(DemoScan.draft(file()), 10);

        Value tree = tree();
        String measurement = "/1_ascan/measurement/";
        assertThat(doubles(value(tree, measurement + "diode:diode"))).isEqualTo(doubles(diode));
        assertThat(doubles(value(tree, measurement + "axis:roby")))
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0);
        try (NexusStore store = NexusStore.open(file())) {
            DataNode.Scan scan = (DataNode.Scan)
                    store.node("test_session:data:x:sample1:1_ascan").orElseThrow();
            assertThat(scan.data().get("diode")).isEqualTo(diode);
            assertThat(scan.data().get("elapsed_time"))
                    .isEqualTo(Numbers.of(doubles(value(tree, measurement + "timer:elapsed_time")).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()));
        }
    }

    @Test
    void f19SubscanInHdf5() {
        ChannelDescription time = ChannelDescription.scalar("elapsed_time", "timer2:elapsed_time");
        DeviceDescription timer2 = new DeviceDescription(
                "timer2",
                Role.TIMER,
                List.of(time),
                List.of(DemoScan.detector("diode2", ChannelDescription.scalar("diode2", "diode2:diode2"))));
        List<DeviceDescription> masters = List.of(DemoScan.axis(DemoScan.timer(DemoScan.diode())), timer2);
        ScanPublisher scan = DemoScan.start(DemoScan.draft(file(), "test", masters, DemoScan.info()));
        DemoScan.point(scan, 0, 7);
        DemoScan.append(scan, 4, Numbers.of(0.0, 1.0));
        DemoScan.append(scan, 5, Numbers.of(5.0, 6.0));
        scan.end(ScanState.DONE, "done");

        Value tree = tree();
        assertThat(nxClass(tree, "/1.1_test")).isEqualTo("NXentry");
        assertThat(doubles(value(tree, "/1.1_test/measurement/diode2:diode2"))).containsExactly(5.0, 6.0);
        assertThat(value(tree, "/1.1_test/title").asText()).isEqualTo("ascan roby 0 9 10 0.1");
        assertThat(value(tree, "/1.1_test/start_time")).isEqualTo(value(tree, "/1_test/start_time"));
        assertThat(tree.find("/1_test/measurement/diode2:diode2")).isEmpty();
        assertThat(doubles(value(tree, "/1_test/measurement/diode:diode"))).containsExactly(7.0);
        try (NexusStore store = NexusStore.open(file())) {
            DataNode.Channel channel =
                    (DataNode.Channel) store.node("test_session:data:x:sample1:1_test:timer2:diode2:diode2")
                            .orElseThrow();
            assertThat(channel.get(0, -1)).isEqualTo(Numbers.of(5.0, 6.0));
        }
    }

    /** What stood in the info before the scan stands in the file, and nothing of the run changes it. */
    @Test
    void f22PositionersInScanInfo() {
        ScanDraft draft = DemoScan.draft(file());
        DemoScan.run(draft, 10);

        try (NexusStore store = NexusStore.open(file())) {
            DataNode scan = store.node("test_session:data:x:sample1:1_ascan").orElseThrow();
            assertThat(scan.info().get("positioners")).isEqualTo(draft.info().get("positioners"));
        }
        assertThat(value(tree(), "/1_ascan/instrument/positioners/roby").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void f23ScanInfoCleaning() {
        Map<String, Value> info = DemoScan.info();
        info.put("instrument", Value.of(Map.of("lima_simulator", Value.of(Map.of("exposure", Value.of(0.1))))));
        DemoScan.run(DemoScan.draft(file(), "ascan", DemoScan.devices(), info), 1);
        DemoScan.run(DemoScan.draft(file()), 1);

        Value tree = tree();
        assertThat(value(tree, "/1_ascan/instrument/lima_simulator/exposure").asDouble())
                .isEqualTo(0.1);
        assertThat(tree.asMap().keySet().stream().map(Value::asText))
                .contains("/2_ascan/instrument")
                .doesNotContain("/2_ascan/instrument/lima_simulator");
    }

    @Test
    void f24ScanSavingWithoutAxisInSession() {
        Map<String, Value> info = DemoScan.info();
        info.put("positioners", DemoScan.positioners(Map.of()));
        DemoScan.run(DemoScan.draft(file(), "ascan", DemoScan.devices(), info), 1);

        Value tree = tree();
        assertThat(nxClass(tree, "/1_ascan/instrument/positioners")).isEqualTo("NXcollection");
        assertThat(tree.asMap().keySet().stream().map(Value::asText))
                .noneMatch(path -> path.startsWith("/1_ascan/instrument/positioners/"));
    }

    @Test
    void f25NxClassOfScanMeta() {
        Map<String, Value> info = DemoScan.info();
        info.put(
                "scan_meta_categories",
                Value.list(Value.of("positioners"), Value.of("sample"), Value.of("technique"), Value.of("proposal")));
        info.put("sample", Value.of(Map.of("name", Value.of("α-quartz"), "temperature", Value.of(300))));
        info.put("technique", Value.of(Map.of("mono", Value.of(Map.of("NX_class", Value.of("NXmonochromator"))))));
        info.put("proposal", Value.nothing());
        DemoScan.run(DemoScan.draft(file(), "ascan", DemoScan.devices(), info), 1);

        Value tree = tree();
        assertThat(nxClass(tree, "/1_ascan/scan_meta")).isEqualTo("NXcollection");
        assertThat(nxClass(tree, "/1_ascan/scan_meta/sample")).isEqualTo("NXsample");
        assertThat(nxClass(tree, "/1_ascan/scan_meta/technique")).isEqualTo("NXcollection");
        assertThat(nxClass(tree, "/1_ascan/scan_meta/technique/mono")).isEqualTo("NXmonochromator");
        assertThat(nxClass(tree, "/1_ascan/scan_meta/proposal")).isEqualTo("NXcollection");
        assertThat(nxClass(tree, "/1_ascan/instrument/diode")).isEqualTo("NXdetector");
        assertThat(nxClass(tree, "/1_ascan/instrument/positioners")).isEqualTo("NXcollection");
        assertThat(value(tree, "/1_ascan/scan_meta/sample/name").asText()).isEqualTo("α-quartz");
        assertThat(value(tree, "/1_ascan/scan_meta/sample/temperature").asLong())
                .isEqualTo(300);
    }

    @Test
    void silxFindsTheNewestPlot() {
        DemoScan.run(DemoScan.draft(file()), 3);
        Numbers diode = DemoScan.run(DemoScan.draft(file()), 10);

        Value plot = plot();
        assertThat(plot.at("entry").asText()).isEqualTo("/2_ascan/plot");
        assertThat(plot.at("signal").asText()).isEqualTo("diode");
        assertThat(plot.at("title").asText()).isEqualTo("ascan roby 0 9 10 0.1");
        assertThat(doubles(plot.at("values"))).isEqualTo(doubles(diode));
        assertThat(plot.at("axes").toString()).isEqualTo("['roby']");
        assertThat(doubles(plot.at("positions"))).hasSize(10);
    }

    @Test
    void anAbortedScanHoldsThePointsTakenAndIsPlotted() {
        ScanPublisher scan = DemoScan.start(DemoScan.draft(file()));
        for (int i = 0; i < 4; i++) {
            DemoScan.point(scan, i, i);
        }
        DemoScan.append(scan, DemoScan.ROBY, Numbers.of(4.0));
        scan.end(ScanState.ABORTED, "aborted by a\0user");

        Value tree = tree();
        assertThat(doubles(value(tree, "/1_ascan/measurement/axis:roby"))).hasSize(5);
        assertThat(doubles(value(tree, "/1_ascan/measurement/diode:diode"))).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(value(tree, "/1_ascan/scan_meta/end_reason").asText()).isEqualTo("aborted by a\\0user");
        Value plot = plot();
        assertThat(doubles(plot.at("values"))).hasSize(4);
        assertThat(plot.at("positions").isNothing()).isTrue();
    }

    @Test
    void h5dumpReadsIt() {
        DemoScan.run(DemoScan.draft(file()), 10);

        assertThat(Oracles.program("h5dump", "-d", "/1_ascan/measurement/axis:roby", "-y", "-w", "200", file()))
                .contains("( 10 ) / ( H5S_UNLIMITED )")
                .contains("0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
        assertThat(Oracles.program("h5dump", "-n", file())).contains("/1_ascan/plot/diode -> ");
    }
}
