package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** The page's ascan: roby over 0…9, a timer that keeps its epoch in the file alone, the diode. */
final class DemoScan {
    static final ZonedDateTime START = ZonedDateTime.parse("2026-11-23T08:00:00.000001+01:00[Europe/Paris]");
    static final LongUnaryOperator NEXT = floor -> floor + 1;
    static final int ROBY = 0;
    static final int ELAPSED_TIME = 1;
    static final int EPOCH = 2;
    static final int DIODE = 3;

    private DemoScan() {}

    static ChannelDescription epoch() {
        return new ChannelDescription("epoch", "timer:epoch", DType.FLOAT64, Shape.SCALAR, Optional.of("s"), false);
    }

    static DeviceDescription diode() {
        return detector("diode", ChannelDescription.scalar("diode", "diode:diode"));
    }

    static DeviceDescription detector(String name, ChannelDescription... channels) {
        return new DeviceDescription(name, Role.DETECTOR, List.of(channels), List.of());
    }

    static DeviceDescription timer(DeviceDescription... slaves) {
        ChannelDescription elapsed =
                ChannelDescription.scalar("elapsed_time", "timer:elapsed_time").withUnit("s");
        return new DeviceDescription("timer", Role.TIMER, List.of(elapsed, epoch()), List.of(slaves));
    }

    static DeviceDescription axis(DeviceDescription... slaves) {
        ChannelDescription roby = ChannelDescription.scalar("roby", "axis:roby").withUnit("mm");
        return new DeviceDescription("axis", Role.AXES, List.of(roby), List.of(slaves));
    }

    static List<DeviceDescription> devices() {
        return List.of(axis(timer(diode())));
    }

    static Map<String, Value> info() {
        Map<String, Value> info = new LinkedHashMap<>();
        info.put("type", Value.of("ascan"));
        info.put("title", Value.of("ascan roby 0 9 10 0.1"));
        info.put("npoints", Value.of(10));
        info.put("start_timestamp", Value.of(ScanEnd.timestamp(START)));
        info.put("positioners", positioners(Map.of("roby", Value.of(0.5), "robz", Value.of(-3.25))));
        info.put("state", Value.of(ScanState.PREPARING.code()));
        return info;
    }

    static Value positioners(Map<String, Value> start) {
        return Value.of(Map.of(
                "positioners_start", Value.of(start),
                "positioners_dial_start", Value.of(start),
                "positioners_units", Value.of(Map.of("roby", Value.of("mm"), "robz", Value.nothing()))));
    }

    static ScanDraft draft(Path file) {
        return draft(file, "ascan", devices(), info());
    }

    static ScanDraft draft(Path file, String name, List<DeviceDescription> devices, Map<String, Value> info) {
        ScanDirectory directory = ScanDirectory.of("test_session", "/data/x", "test_session/sample1");
        return new ScanDraft(directory, name, START, Optional.of(file), devices, info);
    }

    /** Takes a number and announces the scan to its file. */
    static ScanPublisher start(ScanDraft draft) {
        NexusFiles.Claim claim = NexusFiles.claim(draft.file().orElseThrow(), draft.name(), "test_session", NEXT);
        return Publication.start(
                draft.numbered(claim.number()), Optional.of(claim.sink()), Optional.empty(), LaneLimits.DEFAULT);
    }

    /** Runs the page's scan and gives what its diode measured. */
    static Numbers run(ScanDraft draft, int points) {
        ScanPublisher scan = start(draft);
        scan.prepared(Map.of("prepared_with", Value.of("care")));
        double[] diode = new double[points];
        for (int i = 0; i < points; i++) {
            diode[i] = Math.round(100 * Math.sin(i));
            point(scan, i, diode[i]);
        }
        ScanEnd end = scan.end(ScanState.DONE, "done");
        if (end.state() != ScanState.DONE) {
            throw new AssertionError("the scan ended as " + end);
        }
        return Numbers.of(diode);
    }

    /** Appends one point to each of the page's channels. */
    static void point(ScanPublisher scan, int i, double diode) {
        append(scan, ROBY, Numbers.of((double) i));
        append(scan, ELAPSED_TIME, Numbers.of(0.1 * i));
        append(scan, EPOCH, Numbers.of(1.7e9 + 0.1 * i));
        append(scan, DIODE, Numbers.of(diode));
    }

    static void append(ScanPublisher scan, int channel, NdArray rows) {
        scan.append(channel, rows, 1_700_000_000_000_000_000L);
    }
}
