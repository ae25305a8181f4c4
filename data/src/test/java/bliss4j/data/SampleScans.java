package bliss4j.data;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scans that tests publish: the page's experiment, and others made of the same devices. */
public final class SampleScans {
    /** Below {@code test_session:mnt:c:tmp}, as on the page. */
    public static final ScanDirectory SAMPLE1 = directory("sample1");

    public static final ScanDirectory SAMPLE2 = directory("sample2");

    private static final ZonedDateTime START = ZonedDateTime.parse("2026-11-23T08:00:00.25+01:00[Europe/Paris]");

    private SampleScans() {}

    /** A directory of {@code test_session} with the page's base path. */
    public static ScanDirectory directory(String sample) {
        return ScanDirectory.of("test_session", "/mnt/c/tmp", "test_session/" + sample + "/");
    }

    /** {@code ascan(roby, 0, 9, 10, 0.1, diode)} as it is announced. */
    public static ScanDraft ascan(ScanDirectory directory, Optional<Path> file) {
        return ascan(directory, file, "roby", "diode");
    }

    /** The same with another motor and counter. */
    public static ScanDraft ascan(ScanDirectory directory, Optional<Path> file, String motor, String counter) {
        return draft(directory, file, List.of(chain(motor, counter)));
    }

    /** Any chain under the name {@code ascan}. */
    public static ScanDraft draft(ScanDirectory directory, Optional<Path> file, List<DeviceDescription> devices) {
        Map<String, Value> info = Map.of("title", Value.of("ascan roby 0 9 10 0.1"), "npoints", Value.of(10));
        return new ScanDraft(directory, "ascan", START, file, devices, info);
    }

    /** A scan of one detector with these channels. */
    public static ScanDraft detector(ScanDirectory directory, Optional<Path> file, ChannelDescription... channels) {
        DeviceDescription detector =
                new DeviceDescription("detector", Role.DETECTOR, Arrays.asList(channels), List.of());
        return draft(directory, file, List.of(timer("timer", detector)));
    }

    private static DeviceDescription chain(String motor, String counter) {
        DeviceDescription diode = new DeviceDescription(
                counter,
                Role.DETECTOR,
                List.of(ChannelDescription.scalar(counter, counter + ":" + counter)),
                List.of());
        List<ChannelDescription> axes =
                List.of(ChannelDescription.scalar(motor, "axis:" + motor).withUnit("mm"));
        return new DeviceDescription("axis", Role.AXES, axes, List.of(timer("timer", diode)));
    }

    /** A timer with its {@code elapsed_time}. */
    public static DeviceDescription timer(String name, DeviceDescription... slaves) {
        ChannelDescription elapsed = ChannelDescription.scalar("elapsed_time", name + ":elapsed_time")
                .withUnit("s");
        return new DeviceDescription(name, Role.TIMER, List.of(elapsed), Arrays.asList(slaves));
    }

    /** A channel of {@code detector}. */
    public static ChannelDescription channel(String name, DType dtype, Shape shape) {
        return new ChannelDescription(name, "detector:" + name, dtype, shape, Optional.empty(), true);
    }

    /** Plays ten points of {@link #ascan} one by one, each after elapsed_time, roby, diode, and ends the scan. */
    public static void play(ScanPublisher scan) {
        scan.prepared(Map.of());
        for (int point = 0; point < 10; point++) {
            point(scan, point);
        }
        scan.end(ScanState.DONE, "done");
    }

    /** One point of {@link #ascan}: roby is its index, diode 70 less three times that, elapsed_time a tenth. */
    public static void point(ScanPublisher scan, int point) {
        long timeNs = 1_795_420_800_000_000_000L + point * 100_000_000L;
        scan.append(1, Numbers.of(point / 10.0), timeNs);
        scan.append(0, Numbers.of((double) point), timeNs);
        scan.append(2, Numbers.of(70.0 - 3 * point), timeNs);
    }
}
