package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.redis.RedisAddress;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Row F26: a file that somebody else writes from what Redis says of a scan is the scan's own file. */
@ExtendWith({LeakCheck.class, RedisServer.class})
class RebuiltFileIT {
    /** What is ours alone: how the tree is read back, and the absolute times, which are kept in the file alone. */
    private static final List<String> OURS =
            List.of("bliss4j_info", "bliss4j_nodes", "bliss4j_end", "bliss4j_prepared", "epoch");

    @TempDir
    Path directory;

    /** What is published for a channel at a point; nothing for a channel that has ended. */
    @FunctionalInterface
    private interface Measured {
        Optional<NdArray> at(String channel, int point);
    }

    private void checkRebuilt(String session, List<DeviceDescription> devices, Measured measured, ScanState end) {
        Path own = directory.resolve("own/data.h5");
        Path others = directory.resolve("others/data.h5");
        ScanDirectory place = ScanDirectory.of(session, "/data/x", session + "/sample1");
        Map<String, Value> info = DemoScan.info();
        info.put("start_time", Value.of(DemoScan.START.toLocalDateTime()));
        ScanDraft draft = new ScanDraft(place, "test", DemoScan.START, Optional.of(own), devices, info);
        bliss4j.redis.RedisServer redis =
                bliss4j.redis.RedisServer.at(RedisAddress.parse(RedisServer.url()), Duration.ofDays(1));
        try (DataStore store = redis.store();
                Follower follower =
                        DataNode.of(place.containers().getFirst(), store).follow(NodeFilter.all())) {
            NexusFiles.Claim claim = NexusFiles.claim(own, draft.name(), session, DemoScan.NEXT);
            ScanPublisher scan = Publication.start(
                    draft.numbered(claim.number()),
                    Optional.of(claim.sink()),
                    Optional.of(redis.sink()),
                    LaneLimits.DEFAULT);
            scan.prepared(Map.of());
            for (int point = 0; point < 20; point++) {
                for (int channel = 0; channel < scan.description().channels().size(); channel++) {
                    int at = channel;
                    String name =
                            scan.description().channels().get(channel).channel().fullname();
                    measured.at(name, point).ifPresent(rows -> DemoScan.append(scan, at, rows));
                }
            }
            Map<Value, Value> positioners = new LinkedHashMap<>(
                    info.getOrDefault("positioners", Value.nothing()).asMap());
            positioners.put(Value.of("positioners_end"), Value.of(Map.of("roby", Value.of(9.0))));
            assertThat(scan.end(end, "as wanted", Map.of("positioners", new Value.MapOf(positioners)))
                            .state())
                    .isEqualTo(end);
            new EventWriter(others, DemoScan.START.getZone()).write(follower);
        }
        assertThat(seen(others)).isEqualTo(seen(own));
        assertThat(seen(own)).containsKey("/1_test/measurement/diode:diode");
    }

    private static Map<String, String> seen(Path file) {
        Map<String, String> seen = new TreeMap<>();
        FileSeen.tree(file).asMap().forEach((path, item) -> {
            String name = path.asText().substring(path.asText().lastIndexOf('/') + 1);
            if (!OURS.contains(name) && !path.asText().equals("/")) {
                seen.put(path.asText(), item.toString());
            }
        });
        return seen;
    }

    private static Optional<NdArray> number(double value) {
        return Optional.of(Numbers.of(value));
    }

    @Test
    void f26ExternalHdf5WriterSimple() {
        checkRebuilt("f26_simple", DemoScan.devices(), (channel, i) -> number(i), ScanState.DONE);
    }

    @Test
    void f26ExternalHdf5WriterTwoTopMasters() {
        ChannelDescription time = ChannelDescription.scalar("elapsed_time", "timer2:elapsed_time");
        DeviceDescription diode2 = DemoScan.detector("diode2", ChannelDescription.scalar("diode2", "diode2:diode2"));
        DeviceDescription timer2 = new DeviceDescription("timer2", Role.TIMER, List.of(time), List.of(diode2));
        List<DeviceDescription> devices = new ArrayList<>(DemoScan.devices());
        devices.add(timer2);
        checkRebuilt(
                "f26_masters",
                devices,
                (channel, i) -> channel.contains("2:") && i >= 7 ? Optional.empty() : number(i),
                ScanState.DONE);
    }

    @Test
    void f26ExternalHdf5WriterEndlessTimescanKilled() {
        checkRebuilt(
                "f26_timescan",
                List.of(DemoScan.timer(DemoScan.diode())),
                (channel, i) -> channel.equals("diode:diode") && i == 19 ? Optional.empty() : number(0.1 * i),
                ScanState.ABORTED);
    }

    @Test
    void f26ExternalHdf5WriterSamples() {
        ChannelDescription samples = new ChannelDescription(
                "diode_samples", "diode:diode_samples", DType.FLOAT64, Shape.of(1), Optional.of("V"), true);
        DeviceDescription diode =
                DemoScan.detector("diode", ChannelDescription.scalar("diode", "diode:diode"), samples);
        checkRebuilt(
                "f26_samples",
                List.of(DemoScan.timer(diode)),
                (channel, i) -> channel.equals("diode:diode_samples") ? Optional.of(read(i)) : number(i),
                ScanState.DONE);
    }

    private static NdArray read(int point) {
        double[] items = new double[1 + point % 5];
        for (int i = 0; i < items.length; i++) {
            items[i] = point + 0.1 * i;
        }
        return Numbers.of(items).reshape(Shape.of(1, items.length));
    }
}
