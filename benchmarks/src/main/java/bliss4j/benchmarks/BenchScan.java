package bliss4j.benchmarks;

import bliss4j.block.Value;
import bliss4j.data.ScanDirectory;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.ScanDraft;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Scans with nothing to them but channels of float64, below a session of their own. */
final class BenchScan {
    static final String NAME = "bench";
    /** When their points were measured. */
    static final long TIME_NS = 1_795_420_800_000_000_000L;

    private static final ZonedDateTime START = ZonedDateTime.parse("2026-11-23T08:00:00+01:00[Europe/Paris]");
    /** What a long scan announces, so that its chunks in the file are long, too. */
    private static final int POINTS = 1_000_000;

    private BenchScan() {}

    static ScanDraft draft(String session, int channels, Optional<Path> file) {
        List<ChannelDescription> all = IntStream.range(0, channels)
                .mapToObj(i -> ChannelDescription.scalar(channel(i), "detector:" + channel(i)))
                .toList();
        DeviceDescription detector = new DeviceDescription("detector", Role.DETECTOR, all, List.of());
        ScanDirectory directory = ScanDirectory.of(session, "/tmp", session);
        return new ScanDraft(directory, NAME, START, file, List.of(detector), Map.of("npoints", Value.of(POINTS)));
    }

    private static String channel(int index) {
        return "channel" + index;
    }
}
