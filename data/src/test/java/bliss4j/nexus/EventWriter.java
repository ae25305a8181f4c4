package bliss4j.nexus;

import bliss4j.block.Value;
import bliss4j.data.ChannelInfo;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeIdentity;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.Digest;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a second file of a scan from nothing but what a follower is told of it. */
final class EventWriter {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path file;
    private final ZoneId zone;
    private final List<NodeIdentity> containers = new ArrayList<>();
    private final List<DataNode> nodes = new ArrayList<>();
    private final Map<String, Integer> channels = new LinkedHashMap<>();
    private final List<ScanSink.Points> early = new ArrayList<>();

    EventWriter(Path file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    /** Writes the first scan that is told of, to its end. */
    void write(Follower follower) {
        while (true) {
            DataEvent event = follower.next(LIMIT).orElseThrow(() -> new AssertionError("no end within " + LIMIT));
            switch (event) {
                case DataEvent.NewNode found -> nodes.add(found.node());
                case DataEvent.NewData data ->
                    early.add(new ScanSink.Points(
                            channels.computeIfAbsent(data.node().dbName(), name -> channels.size()),
                            data.firstIndex(),
                            data.points(),
                            0));
                case DataEvent.NewImages images ->
                    early.add(new ScanSink.Points(
                            channels.computeIfAbsent(images.node().dbName(), name -> channels.size()),
                            images.firstIndex(),
                            images.node().references().get(images.firstIndex(), images.firstIndex() + images.count()),
                            0));
                case DataEvent.EndScan end -> {
                    write(end.node());
                    return;
                }
                case DataEvent.ScanPrepared prepared -> {}
                case DataEvent.External external -> {}
                case DataEvent.DataLost lost -> throw new AssertionError(lost.toString());
            }
        }
    }

    private void write(DataNode.Scan scan) {
        ScanDescription description = describe(scan);
        List<String> names = description.channels().stream()
                .map(placed -> placed.node().dbName())
                .toList();
        List<String> told = List.copyOf(channels.keySet());
        try (NexusFiles.Claim claim =
                NexusFiles.claim(file, description.draft().name(), "other", floor -> description.number())) {
            claim.sink().announce(description);
            List<Digest> digests = description.channels().stream()
                    .map(placed -> new Digest(placed.channel().dtype()))
                    .toList();
            early.forEach(points -> {
                int channel = names.indexOf(told.get(points.channel()));
                digests.get(channel).add(points.rows());
                claim.sink().append(List.of(new ScanSink.Points(channel, points.first(), points.rows(), 0)));
            });
            claim.sink().end(end(scan.info(), digests.stream().map(Digest::sum).toList()));
        }
    }

    private ScanEnd end(Map<String, Value> info, List<Digest.Sum> digests) {
        Map<String, Long> points = new LinkedHashMap<>();
        info.getOrDefault("points", Value.nothing())
                .asMap()
                .forEach((channel, count) -> points.put(channel.asText(), count.asLong()));
        ScanState state =
                ScanState.of(info.getOrDefault("state", Value.nothing())).orElseThrow();
        Map<String, Value> found = Map.of("positioners", info.getOrDefault("positioners", Value.nothing()));
        return new ScanEnd(state, text(info, "end_reason"), time(info, "end_time"), points, found, digests);
    }

    private static String text(Map<String, Value> info, String key) {
        return info.getOrDefault(key, Value.nothing()).asText();
    }

    private ZonedDateTime time(Map<String, Value> info, String key) {
        return info.getOrDefault(key, Value.nothing()) instanceof Value.Time time
                ? time.value().atZone(zone)
                : ZonedDateTime.ofInstant(Instant.EPOCH, zone);
    }

    private ScanDescription describe(DataNode.Scan scan) {
        nodes.stream()
                .filter(DataNode.Container.class::isInstance)
                .filter(node -> !node.type().equals(DataNode.DEVICE))
                .forEach(node -> containers.add(node.identity()));
        String directory =
                scan.dbName().substring(0, scan.dbName().length() - scan.name().length() - 1);
        Map<String, Value> info = scan.info();
        List<DeviceDescription> tops = devices(scan.dbName());
        String name = scan.name().substring(scan.name().indexOf('_') + 1);
        ScanDraft draft = new ScanDraft(
                new ScanDirectory(containers.getFirst().name(), directory, containers),
                name,
                time(info, "start_time"),
                Optional.of(file),
                tops,
                info);
        ScanDescription again = draft.numbered(
                (int) info.getOrDefault("scan_nb", Value.nothing()).asLong());
        return new ScanDescription(
                draft, again.number(), text(info, "scan_uid"), again.scan(), again.devices(), again.channels(), info);
    }

    /** The devices below a node, as the tree shows them. */
    private List<DeviceDescription> devices(String above) {
        List<DeviceDescription> devices = new ArrayList<>();
        for (DataNode node : below(above)) {
            if (node.type().equals(DataNode.DEVICE)) {
                List<ChannelDescription> its = below(node.dbName()).stream()
                        .filter(DataNode.Channel.class::isInstance)
                        .map(EventWriter::channel)
                        .toList();
                Role role = node.name().equals("axis")
                        ? Role.AXES
                        : node.name().startsWith("timer") ? Role.TIMER : Role.DETECTOR;
                devices.add(new DeviceDescription(node.name(), role, its, devices(node.dbName())));
            }
        }
        return devices;
    }

    private List<DataNode> below(String dbName) {
        return nodes.stream()
                .filter(node -> node.identity().parent().equals(Optional.of(dbName)))
                .toList();
    }

    private static ChannelDescription channel(DataNode node) {
        Map<String, Value> info = node.info();
        Optional<String> unit = Optional.of(info.getOrDefault("unit", Value.nothing()))
                .filter(value -> !value.isNothing())
                .map(Value::asText);
        return new ChannelDescription(
                node.name(), text(info, "fullname"), ChannelInfo.dtype(info), ChannelInfo.shape(info), unit, true);
    }
}
