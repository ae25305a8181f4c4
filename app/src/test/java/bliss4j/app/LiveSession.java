package bliss4j.app;

import static bliss4j.scan.ScanCommands.ascan;
import static org.awaitility.Awaitility.await;

import bliss4j.array.NdArray;
import bliss4j.client.Bliss;
import bliss4j.client.LiveData;
import bliss4j.config.BeamlineConfig;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import bliss4j.redis.Retention;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanServices;
import bliss4j.session.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo beamline's session in the test's own JVM, on the Redis of a terminal: what commands are to read. */
final class LiveSession implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String url;
    private final LiveData data;
    private final Session session;

    private LiveSession(Terminal terminal) {
        Path directory = terminal.path("live-data");
        url = terminal.redis().start().url();
        data = LiveData.at(url, terminal.path("live-state"), Retention.DEFAULT, LaneLimits.DEFAULT);
        ScanServices services = new ScanServices(data.recorder(), data.store(), data.settings(), Clock.systemUTC());
        session = Session.start("test_session", BeamlineConfig.demo(Devices.factories()), services);
        session.saving().set("base_path", directory.toString());
        session.saving().add("s_name", "sample1");
        session.saving().set("template", "{session}/{s_name}/");
    }

    static LiveSession on(Terminal terminal) {
        return new LiveSession(terminal);
    }

    DataStore store() {
        return data.store();
    }

    /** {@code test_session} and all below it. */
    List<DataNode> nodes() {
        return store().node("test_session").orElseThrow().walk(NodeFilter.all()).toList();
    }

    /** Runs the page's scan into a sample's directory and gives its node's db_name. */
    String scan(String sample, double countTime) {
        session.saving().set("s_name", sample);
        Scan scan = session.run(ascan(session.axis("roby"), 0, 9, 10, countTime, session.counter("diode")));
        return scan.node().orElseThrow().dbName();
    }

    /** Publishes points of one detector, the first of each channel by itself, and gives the scan's db_name. */
    String publish(String name, Map<String, NdArray> points) {
        ScanDirectory directory = ScanDirectory.of("types_session", "/data", "types_session/");
        List<ChannelDescription> channels = new ArrayList<>();
        points.forEach((channel, array) -> channels.add(new ChannelDescription(
                channel, "detector:" + channel, array.dtype(), array.shape().row(), Optional.empty(), true)));
        DeviceDescription detector =
                new DeviceDescription("detector", DeviceDescription.Role.DETECTOR, channels, List.of());
        ScanDraft draft = new ScanDraft(
                directory, name, ZonedDateTime.now(ZoneOffset.UTC), Optional.empty(), List.of(detector), Map.of());
        RedisServer redis = RedisServer.at(RedisAddress.parse(url), Bliss.LIFETIME);
        ScanPublisher scan =
                Publication.start(draft.numbered(1), Optional.empty(), Optional.of(redis.sink()), LaneLimits.DEFAULT);
        scan.prepared(Map.of());
        int channel = 0;
        for (NdArray array : points.values()) {
            append(scan, channel++, array);
        }
        scan.end(ScanState.DONE, "done");
        return scan.description().scan().dbName();
    }

    private void append(ScanPublisher scan, int channel, NdArray points) {
        String dbName = scan.description().channels().get(channel).node().dbName();
        if (points.length() > 0) {
            scan.append(channel, points.slice(0, 1), 1);
            await().atMost(LIMIT)
                    .until(() ->
                            store().node(dbName).stream().anyMatch(node -> ((DataNode.Channel) node).length() == 1));
        }
        if (points.length() > 1) {
            scan.append(channel, points.slice(1, points.length()), 1);
        }
    }

    @Override
    public void close() {
        session.close();
        data.close();
    }
}
