package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.Digest;
import bliss4j.publish.ScanEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The page {@code docs/reference/nexus-layout.md} lists what the layout plans, item by item and in its order: nothing more,
 * nothing less. The names in capitals stand for those of a scan.
 */
class NexusLayoutPageTest {
    private static final Path PAGE = Path.of("../docs/reference/nexus-layout.md");

    /** A mesh of two axes with a counter that has an alias and a spectrum, and a second top master. */
    private static NexusLayout layout() {
        ChannelDescription fast = ChannelDescription.scalar("AXIS", "axis:AXIS").withUnit("UNIT");
        ChannelDescription slow = ChannelDescription.scalar("AXIS2", "axis:AXIS2");
        ChannelDescription counter =
                ChannelDescription.scalar("COUNTER", "DEVICE:COUNTER").withUnit("UNIT");
        ChannelDescription other =
                ChannelDescription.scalar("COUNTER2", "DEVICE:COUNTER2").withAlias("ALIAS");
        ChannelDescription spectrum = new ChannelDescription(
                "SPECTRUM", "DEVICE:SPECTRUM", DType.UINT32, Shape.of(4), Optional.empty(), true);
        DeviceDescription device = DemoScan.detector("DEVICE", counter, other, spectrum);
        DeviceDescription axes =
                new DeviceDescription("axis", Role.AXES, List.of(fast, slow), List.of(DemoScan.timer(device)));
        DeviceDescription second =
                DemoScan.detector("MASTER2", ChannelDescription.scalar("COUNTER3", "MASTER2:COUNTER3"));
        Map<String, Value> info = DemoScan.info();
        info.put("data_dim", Value.of(2));
        info.put("npoints1", Value.of(2));
        info.put("npoints2", Value.of(2));
        info.put("start", Value.list(Value.of(0), Value.of(0)));
        info.put("stop", Value.list(Value.of(1), Value.of(1)));
        info.put("positioners", positioners("start"));
        info.put("sample", Value.of(Map.of("KEY", Value.of("VALUE"))));
        info.put("instrument", Value.of(Map.of("DEVICE3", Value.of(Map.of("KEY", Value.of(1.5))))));
        Path file = Path.of("/data.h5");
        return NexusLayout.of(
                DemoScan.draft(file, "NAME", List.of(axes, second), info).numbered(7));
    }

    private static Value positioners(String when) {
        Value stands = Value.of(Map.of("AXIS", Value.of(Double.NaN)));
        return Value.of(Map.of(
                "positioners_" + when,
                stands,
                "positioners_dial_" + when,
                stands,
                "positioners_units",
                Value.of(Map.of("AXIS", Value.of("UNIT"))),
                "positioners_errors",
                Value.of(Map.of())));
    }

    private static List<String> planned() {
        NexusLayout layout = layout();
        Map<String, Long> points =
                Map.of("axis:AXIS", 4L, "axis:AXIS2", 4L, "DEVICE:COUNTER", 4L, "DEVICE:COUNTER2", 4L);
        Map<String, Value> found = Map.of("positioners", positioners("end"));
        List<Digest.Sum> digests = Collections.nCopies(8, new Digest(DType.FLOAT64).sum());
        ScanEnd end = new ScanEnd(ScanState.DONE, "done", DemoScan.START, points, found, digests);
        List<String> rows = new ArrayList<>();
        add(rows, "file", NexusLayout.root(Path.of("/data.h5"), DemoScan.START));
        add(rows, "start", layout.start());
        add(rows, "prepared", layout.prepared(Map.of()));
        add(rows, "first point", layout.firstPoints());
        List<String> counts = new ArrayList<>();
        add(counts, "end", layout.end(end));
        counts.stream()
                .filter(row -> !row.contains("/points/") || row.contains("DEVICE:COUNTER`"))
                .forEach(rows::add); // one count stands for all
        return rows;
    }

    private static void add(List<String> rows, String when, List<NexusItem> items) {
        for (NexusItem item : items) {
            String path = item.path().replace("/7_", "/N_").replace("/7.1_", "/N.1_");
            rows.add("| `" + path + attribute(item) + "` | " + what(item) + " | " + when + " |");
        }
    }

    private static String attribute(NexusItem item) {
        return item instanceof NexusItem.Attribute attribute ? "@" + attribute.name() : "";
    }

    private static String what(NexusItem item) {
        return switch (item) {
            case NexusItem.Group group -> "group, " + group.nxClass();
            case NexusItem.Fixed fixed -> type(fixed.value());
            case NexusItem.Growing growing ->
                growing.dtype().numpyName() + " (n"
                        + (growing.row().rank() == 0
                                ? ",)"
                                : ", " + growing.row().length(0) + ")");
            case NexusItem.Grid grid -> "grid (" + grid.rows() + ", " + grid.columns() + ")";
            case NexusItem.Link link ->
                "link to `" + link.target().replace("/7_", "/N_").replace("/7.1_", "/N.1_") + "`";
            case NexusItem.External link -> "link to `" + link.target() + "` of `" + link.file() + "`";
            case NexusItem.Attribute attribute -> type(attribute.value());
        };
    }

    private static String type(NdArray value) {
        String type = value.dtype() == DType.TEXT ? "text" : value.dtype().numpyName();
        return value.shape().rank() == 0 ? type : type + " " + value.shape();
    }

    /** The rows of the page's table without its last column, which is for people. */
    private static List<String> listed() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `/"))
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1))
                .toList();
    }

    @Test
    void thePageListsWhatTheLayoutPlans() throws IOException {
        assertThat(listed()).containsExactlyElementsOf(planned());
    }
}
