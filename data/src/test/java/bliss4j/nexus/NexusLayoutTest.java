package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.hdf5.global.hdf5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NexusLayoutTest {
    private static final Path FILE = Path.of("/data/x/test_session/sample1/data.h5");

    private static ScanDescription scan(Map<String, Value> info, DeviceDescription... devices) {
        return DemoScan.draft(FILE, "ascan", List.of(devices), info).numbered(3);
    }

    private static ScanDescription scan(DeviceDescription... devices) {
        return scan(DemoScan.info(), devices);
    }

    private static ChannelDescription channel(String name, String fullname, DType dtype, int... shape) {
        return new ChannelDescription(name, fullname, dtype, Shape.of(shape), Optional.empty(), true);
    }

    private static List<String> paths(List<NexusItem> items) {
        return items.stream()
                .filter(item -> !(item instanceof NexusItem.Attribute))
                .map(NexusItem::path)
                .toList();
    }

    private static Object attribute(List<NexusItem> items, String path, String name) {
        return items.stream()
                .filter(item -> item instanceof NexusItem.Attribute attribute
                        && attribute.path().equals(path)
                        && attribute.name().equals(name))
                .map(item -> ((NexusItem.Attribute) item).value())
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(path + " has no attribute " + name));
    }

    private static Object value(List<NexusItem> items, String path) {
        return items.stream()
                .filter(item -> item instanceof NexusItem.Fixed && item.path().equals(path))
                .map(item -> ((NexusItem.Fixed) item).value())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no dataset " + path + " among " + paths(items)));
    }

    private static Texts text(String... texts) {
        return texts.length == 1 ? new Texts(Shape.SCALAR, List.of(texts)) : Texts.of(texts);
    }

    @Test
    void thePagesScanHasTheEntryOfThePage() {
        List<NexusItem> items = NexusLayout.of(scan(DemoScan.axis(DemoScan.timer(DemoScan.diode()))))
                .start();

        assertThat(paths(items))
                .contains(
                        "/3_ascan",
                        "/3_ascan/title",
                        "/3_ascan/start_time",
                        "/3_ascan/measurement/axis:roby",
                        "/3_ascan/measurement/timer:elapsed_time",
                        "/3_ascan/measurement/diode:diode",
                        "/3_ascan/instrument/roby/value",
                        "/3_ascan/instrument/timer/epoch",
                        "/3_ascan/instrument/diode/data",
                        "/3_ascan/plot/diode",
                        "/3_ascan/scan_meta/bliss4j_info")
                .endsWith("/3_ascan/scan_meta/bliss4j_nodes")
                .doesNotContain("/3_ascan/measurement/timer:epoch")
                .doesNotHaveDuplicates();
        assertThat(value(items, "/3_ascan/start_time")).isEqualTo(text("2026-11-23T08:00:00.000001+01:00"));
        assertThat(attribute(items, "/3_ascan", "default")).isEqualTo(text("plot"));
        assertThat(attribute(items, "/3_ascan/measurement/axis:roby", "has_alias"))
                .isEqualTo(Numbers.of(DType.BOOL, 0).reshape(Shape.SCALAR));
    }

    @Test
    void everyLinkLeadsToWhatStandsBeforeIt() {
        List<NexusItem> items = NexusLayout.of(scan(DemoScan.axis(DemoScan.timer(DemoScan.diode()))))
                .start();
        Set<String> made = new HashSet<>();
        for (NexusItem item : items) {
            if (item instanceof NexusItem.Link link) {
                assertThat(made).contains(link.target());
            }
            if (!(item instanceof NexusItem.Attribute) && !(item instanceof NexusItem.Group)) {
                assertThat(made).contains(item.path().substring(0, item.path().lastIndexOf('/')));
            }
            made.add(item.path());
        }
    }

    @Test
    void nothingIsReadFromAnythingButTheDescription() {
        ScanDescription scan = scan(DemoScan.axis(DemoScan.timer(DemoScan.diode())));
        assertThat(NexusLayout.of(scan).start()).isEqualTo(NexusLayout.of(scan).start());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00:00+01:00, 2026-11-23T08:00:00.000000+01:00",
        "2026-11-23T08:00:00.25Z, 2026-11-23T08:00:00.250000+00:00",
        "2026-07-01T23:59:59.999999999-03:30, 2026-07-01T23:59:59.999999-03:30",
    })
    void timesHaveMicrosecondsAndTheRightZone(ZonedDateTime end, String text) {
        NexusLayout layout = NexusLayout.of(scan(DemoScan.timer()));
        List<NexusItem> items = layout.end(new ScanEnd(ScanState.DONE, "done", end, Map.of()));
        assertThat(value(items, "/3_ascan/end_time")).isEqualTo(text(text));
    }

    @Test
    void thePlotIsTheFirstCounterOverTheFirstAxis() {
        ScanDescription scan = scan(DemoScan.axis(DemoScan.timer(
                DemoScan.detector("names", channel("label", "names:label", DType.TEXT)),
                DemoScan.diode(),
                DemoScan.detector("simu1", channel("s", "simu1:s", DType.UINT32, 4)),
                DemoScan.detector("diode2", channel("diode2", "diode2:diode2", DType.INT32)))));
        List<NexusItem> items = NexusLayout.of(scan).start();

        assertThat(attribute(items, "/3_ascan/plot", "signal")).isEqualTo(text("diode"));
        assertThat(attribute(items, "/3_ascan/plot", "auxiliary_signals")).isEqualTo(Texts.of("diode2"));
        assertThat(attribute(items, "/3_ascan/plot", "axes")).isEqualTo(Texts.of("roby"));
        assertThat(NexusLayout.of(scan).signal()).hasValue(4);
    }

    @Test
    void aSpectrumIsPlottedWithAnIndexForItsOtherDimension() {
        ChannelDescription spectrum = channel("s", "simu1:s", DType.UINT32, 4);
        List<NexusItem> items = NexusLayout.of(scan(DemoScan.timer(DemoScan.detector("simu1", spectrum))))
                .start();

        assertThat(attribute(items, "/3_ascan/plot", "axes")).isEqualTo(Texts.of("elapsed_time", "."));
        assertThat(attribute(items, "/3_ascan/measurement/simu1:s", "interpretation"))
                .isEqualTo(text("spectrum"));
    }

    @Test
    void withoutACounterTheLastChannelIsPlotted() {
        List<NexusItem> items = NexusLayout.of(scan(DemoScan.timer())).start();
        assertThat(attribute(items, "/3_ascan/plot", "signal")).isEqualTo(text("elapsed_time"));
        assertThat(attribute(items, "/3_ascan/plot", "axes")).isEqualTo(Texts.of("."));
    }

    @Test
    void aScanOfTextAloneHasNoPlot() {
        ScanDescription scan = scan(DemoScan.detector("names", channel("label", "names:label", DType.TEXT)));
        assertThat(paths(NexusLayout.of(scan).start())).noneMatch(path -> path.contains("plot"));
        assertThat(NexusLayout.of(scan).signal()).isEmpty();
        assertThat(paths(NexusLayout.of(scan()).start())).contains("/3_ascan/scan_meta/bliss4j_nodes");
    }

    @Test
    void atTheEndThePlotKeepsWhatHasAsManyPointsAsItsSignal() {
        NexusLayout layout = NexusLayout.of(scan(DemoScan.axis(DemoScan.timer(
                DemoScan.diode(), DemoScan.detector("diode2", ChannelDescription.scalar("diode2", "diode2:diode2"))))));
        Map<String, Long> points =
                Map.of("axis:roby", 5L, "timer:elapsed_time", 5L, "diode:diode", 4L, "diode2:diode2", 4L);
        List<NexusItem> items = layout.end(new ScanEnd(ScanState.ABORTED, "aborted", DemoScan.START, points));

        assertThat(attribute(items, "/3_ascan/plot", "axes")).isEqualTo(Texts.of("."));
        assertThat(attribute(items, "/3_ascan/plot", "auxiliary_signals")).isEqualTo(Texts.of("diode2"));
        assertThat(value(items, "/3_ascan/scan_meta/points/diode:diode"))
                .isEqualTo(Numbers.of(4L).reshape(Shape.SCALAR));
    }

    @Test
    void namesThatAreTakenOrThatHdf5RefusesGetAnother() {
        DeviceDescription roby = DemoScan.detector("roby", channel("c", "roby:c", DType.FLOAT64));
        Map<String, Value> info = DemoScan.info();
        info.put(
                "sample", Value.of(Map.of("a/b", Value.of(1), ".", Value.of(2), "", Value.of(3), "x\0y", Value.of(4))));
        info.put("scan_meta_categories", Value.list(Value.of("sample"), Value.of("points"), Value.of("bliss4j_info")));
        info.put("points", Value.of(Map.of("x", Value.of(1))));
        List<String> paths = paths(
                NexusLayout.of(scan(info, DemoScan.axis(DemoScan.timer(roby)))).start());

        String sample = "/3_ascan/scan_meta/sample/";
        assertThat(paths)
                .contains(sample + "a_b", sample + "_", sample + "__2", sample + "x_y")
                .contains("/3_ascan/instrument/roby", "/3_ascan/instrument/roby_2")
                .contains("/3_ascan/scan_meta/points_2/x", "/3_ascan/scan_meta/bliss4j_info")
                .doesNotHaveDuplicates();
    }

    @Test
    void metadataKeepTheirTypes() {
        Map<String, Value> info = DemoScan.info();
        info.put(
                "technique",
                Value.of(Map.of(
                        "flag", Value.of(true),
                        "whole", Value.of(-7),
                        "list", Value.list(Value.of(1), Value.of(2.5)),
                        "texts", Value.list(Value.of("a"), Value.of("β")),
                        "mixed", Value.list(Value.of("a"), Value.of(1)),
                        "empty", Value.list(),
                        "none", Value.nothing())));
        List<NexusItem> items = NexusLayout.of(scan(info, DemoScan.timer())).start();

        String group = "/3_ascan/scan_meta/technique/";
        assertThat(value(items, group + "flag"))
                .isEqualTo(Numbers.of(DType.BOOL, 1).reshape(Shape.SCALAR));
        assertThat(value(items, group + "whole")).isEqualTo(Numbers.of(-7L).reshape(Shape.SCALAR));
        assertThat(value(items, group + "list")).isEqualTo(Numbers.of(1.0, 2.5));
        assertThat(value(items, group + "texts")).isEqualTo(Texts.of("a", "β"));
        assertThat(value(items, group + "mixed")).isEqualTo(text("['a', 1]"));
        assertThat(items).contains(new NexusItem.Group(group + "none", "NXcollection"));
        assertThat(paths(items)).contains(group + "empty");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 8, 3, 10", "0, 8, 3, 1024", "-1, 8, 3, 1024", "1000000, 8, 3, 8192", "1000000, 8, 1000, 2097",
        "1000000, 8, 100000, 512", "1, 8, 3, 1", "1000, 32768, 1, 2", "1000, 4194304, 1, 1",
                "9223372036854775807, 8, 1, 8192",
    })
    void chunksFitTheScan(long points, long rowBytes, int channels, int rows) {
        assertThat(ChannelPlace.chunkRows(points, rowBytes, channels)).isEqualTo(rows);
    }

    @Test
    void pointsThatHoldNothingAreRefusedByName() {
        ScanDescription scan =
                scan(DemoScan.timer(DemoScan.detector("simu1", channel("s", "simu1:s", DType.UINT32, 0))));
        assertThatThrownBy(() -> NexusLayout.of(scan))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("simu1:s")
                .hasMessageContaining("(0,)");
    }

    @Test
    void aTimerMayBeAMasterOfItsOwn() {
        DeviceDescription second = new DeviceDescription(
                "timer2",
                Role.TIMER,
                List.of(ChannelDescription.scalar("elapsed_time", "timer2:elapsed_time")),
                List.of());
        List<String> paths = paths(
                NexusLayout.of(scan(DemoScan.timer(DemoScan.diode()), second)).start());
        assertThat(paths).contains("/3.1_ascan/measurement/timer2:elapsed_time", "/3.1_ascan/plot/title");
    }

    @Test
    void theRootTellsTheLibraryThatWrites() {
        assertThat(attribute(NexusLayout.root(FILE, DemoScan.START), "/", "HDF5_Version"))
                .isEqualTo(text(hdf5.H5_VERS_MAJOR + "." + hdf5.H5_VERS_MINOR + "." + hdf5.H5_VERS_RELEASE));
    }
}
