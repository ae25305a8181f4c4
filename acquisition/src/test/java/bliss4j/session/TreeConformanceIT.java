package bliss4j.session;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import bliss4j.localredis.RedisAddress;
import bliss4j.scan.Scan;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The original's tests of watching scans, as ruled: followers of a session of simulated devices. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class TreeConformanceIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Watched watched = new Watched("watched");
    private Beamline beamline;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url());
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private static List<DataEvent> untilEnd(Follower follower) {
        List<DataEvent> events = new ArrayList<>();
        do {
            events.add(follower.next(LIMIT).orElseThrow());
        } while (!(events.getLast() instanceof DataEvent.EndScan));
        return events;
    }

    private static List<String> names(List<DataEvent> events, Class<? extends DataEvent> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .map(event -> event.node().name())
                .toList();
    }

    private static long points(List<DataEvent> events, String channel) {
        return events.stream()
                .filter(event -> event instanceof DataEvent.NewData
                        && event.node().name().equals(channel))
                .mapToLong(event -> ((DataEvent.NewData) event).points().length())
                .sum();
    }

    private static Value chain(Scan scan) {
        return Value.of(scan.node().orElseThrow().info()).at("acquisition_chain");
    }

    @Test
    void f2SimpleContinuousScanWithSessionWatcher() {
        try (Follower follower = beamline.live.store().session("test_session").follow(NodeFilter.all())) {
            Scan scan = beamline.session.run(ascan(beamline.axis("robz"), 0, 9, 10, 0, beamline.counter("diode")));
            List<DataEvent> events = untilEnd(follower);
            assertThat(names(events, DataEvent.NewNode.class))
                    .containsExactly(
                            "test_session",
                            "sample1",
                            "1_ascan",
                            "axis",
                            "robz",
                            "timer",
                            "elapsed_time",
                            "diode",
                            "diode");
            assertThat(List.of(points(events, "robz"), points(events, "elapsed_time"), points(events, "diode")))
                    .containsOnly(10L);
            Value chain = chain(scan);
            assertThat(chain.asMap()).containsOnlyKeys(Value.of("axis"));
            Value axis = chain.at("axis");
            assertThat(axis.at("master").at("scalars")).isEqualTo(Value.texts(List.of("axis:robz")));
            assertThat(axis.at("scalars")).isEqualTo(Value.texts(List.of("timer:elapsed_time", "diode:diode")));
            assertThat(axis.at("spectra").asList()).isEmpty();
            assertThat(axis.at("images").asList()).isEmpty();
            assertThat(axis.at("devices")).isEqualTo(Value.texts(List.of("axis", "timer", "diode")));
        }
    }

    @Test
    void f3DataWatchCallback() {
        try (Follower follower =
                beamline.live.store().session("test_session").followNew(NodeFilter.types("scan", "channel"))) {
            beamline.session.run(loopscan(3, 0, beamline.counter("diode")));
            List<DataEvent> events = untilEnd(follower);
            assertThat(names(events, DataEvent.NewNode.class)).containsExactly("1_loopscan", "elapsed_time", "diode");
            assertThat(names(events, DataEvent.ScanPrepared.class)).containsExactly("1_loopscan");
            assertThat(points(events, "diode")).isEqualTo(3);
            assertThat(names(events, DataEvent.EndScan.class)).containsExactly("1_loopscan");
        }
    }

    @Test
    void f50ScanWatchDataSetCallback() {
        try (Follower follower = beamline.live
                .store()
                .session("test_session")
                .follow(node -> node.type().equals("scan") || node.name().equals("diode"))) {
            beamline.session.run(ascan(beamline.axis("robz"), 0, 9, 10, 0.01, beamline.counter("diode")));
            List<DataEvent> events = untilEnd(follower);
            List<Long> indices = new ArrayList<>();
            for (DataEvent event : events) {
                if (event instanceof DataEvent.NewData data) {
                    for (long i = 0; i < data.points().length(); i++) {
                        indices.add(data.firstIndex() + i);
                    }
                }
            }
            assertThat(indices).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(names(events, DataEvent.EndScan.class)).containsExactly("1_ascan");
        }
    }

    @Test
    void f6InterruptedScan() throws InterruptedException {
        watched.hangAt(2);
        Scan scan = beamline.session.scan(ascan(beamline.axis("robz"), 0, 9, 10, 0, watched));
        Thread aborting = Thread.ofPlatform().name("bliss-test-abort").start(() -> {
            watched.awaitHanging();
            scan.abort();
        });
        scan.run();
        assertThat(aborting.join(LIMIT)).isTrue();
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        RedisAddress redis = RedisServer.address();
        List<DataNode> nodes =
                beamline.node("test_session").walk(NodeFilter.all()).toList();
        assertThat(nodes).hasSize(9);
        for (DataNode node : nodes) {
            String ttl = Oracles.program(
                    Map.of("REDISCLI_AUTH", redis.password()),
                    "redis-cli",
                    "-p",
                    redis.port(),
                    "-n",
                    "1",
                    "ttl",
                    node.dbName());
            assertThat(Long.parseLong(ttl.strip())).as(node.dbName()).isPositive();
        }
    }

    @Test
    void f13TtlSetter() {
        Scan scan = beamline.session.scan(loopscan(2, 0, beamline.counter("diode")));
        assertThat(scan.node()).isEmpty();
        assertThat(scan.data()).isEmpty();
        assertThat(beamline.live.store().session("test_session").walk(NodeFilter.all()))
                .isEmpty();
    }

    @Test
    void f55ScanInfoScalarsUnits() {
        Scan scan = beamline.session.run(ascan(beamline.axis("robz"), 0, 1, 2, 0, beamline.counter("diode")));
        Value axis = chain(scan).at("axis");
        assertThat(axis.at("master").at("scalars_units")).isEqualTo(Value.of(Map.of("axis:robz", Value.of("mm"))));
        assertThat(axis.at("scalars_units"))
                .isEqualTo(Value.of(Map.of("timer:elapsed_time", Value.of("s"), "diode:diode", Value.nothing())));
    }

    @Test
    void f56ScanInfoDisplayNames() {
        Scan scan = beamline.session.run(ascan(beamline.axis("robz"), 0, 1, 2, 0, beamline.counter("diode")));
        Value axis = chain(scan).at("axis");
        assertThat(axis.at("master").at("display_names")).isEqualTo(Value.of(Map.of("axis:robz", Value.of("robz"))));
        assertThat(axis.at("display_names"))
                .isEqualTo(Value.of(
                        Map.of("timer:elapsed_time", Value.of("elapsed_time"), "diode:diode", Value.of("diode"))));
    }
}
