package bliss4j.session;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.client.ScanListener;
import bliss4j.client.SessionWatch;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private static Value chain(Scan scan) {
        return Value.of(scan.node().orElseThrow().info()).at("acquisition_chain");
    }

    private SessionWatch watch() {
        return SessionWatch.of(beamline.live.store().session("test_session"), LIMIT);
    }

    @Test
    void f2SimpleContinuousScanWithSessionWatcher() throws InterruptedException {
        Calls calls = new Calls();
        try (SessionWatch watch = watch().start(calls)) {
            beamline.session.run(ascan(beamline.axis("robz"), 0, 9, 10, 0, beamline.counter("diode")));
            List<String> lines = calls.untilEnd();
            assertThat(lines.subList(0, 7))
                    .containsExactly(
                            "new ascan",
                            "child ascan axis",
                            "child ascan robz",
                            "child ascan timer",
                            "child ascan elapsed_time",
                            "child ascan diode",
                            "child ascan diode");
            assertThat(lines.getLast()).isEqualTo("end ascan");
            assertThat(lines.subList(7, lines.size() - 1)).allMatch(line -> line.startsWith("0d axis axis:robz "));
            assertThat(calls.last()).containsKey("end_timestamp").containsEntry("state", Value.of(4));
            assertThat(watch.closed()).isFalse();
        }
        assertThat(calls.first().get("acquisition_chain")).isEqualTo(ValueJson.read("""
                {"axis": {
                  "master": {
                    "scalars": ["axis:robz"], "scalars_units": {"axis:robz": "mm"}, "spectra": [], "images": [],
                    "display_names": {"axis:robz": "robz"}},
                  "scalars": ["timer:elapsed_time", "diode:diode"],
                  "scalars_units": {"timer:elapsed_time": "s", "diode:diode": null},
                  "spectra": [], "images": [],
                  "display_names": {"timer:elapsed_time": "elapsed_time", "diode:diode": "diode"},
                  "devices": ["axis", "timer", "diode"]}}"""));
    }

    @Test
    void f3DataWatchCallback() throws InterruptedException {
        Calls calls = new Calls();
        beamline.session.run(loopscan(2, 0, beamline.counter("diode")));
        try (SessionWatch watch = watch()) {
            watch.start(calls);
            beamline.session.run(loopscan(3, 0, beamline.counter("diode2")));
            List<String> lines = calls.untilEnd();
            assertThat(lines.getFirst()).isEqualTo("new loopscan");
            assertThat(lines).anyMatch(line -> line.startsWith("0d timer box:diode2 "));
            assertThat(lines).noneMatch(line -> line.contains("diode:diode"));
            assertThat(lines.getLast()).isEqualTo("end loopscan");
        }
    }

    /** Each point is measured once the watcher was told of the one before, as it is when counting takes its time. */
    @Test
    void f50ScanWatchDataSetCallback() throws InterruptedException {
        Calls calls = new Calls();
        watched.reads(number -> {
            if (number > 1) {
                calls.awaitPoints();
            }
            return number;
        });
        try (SessionWatch watch = watch().start(calls)) {
            beamline.session.run(ascan(beamline.axis("robz"), 0, 9, 10, 0, watched));
            List<String> lines = calls.untilEnd();
            List<String> expected = new ArrayList<>();
            for (int point = 0; point < 10; point++) {
                expected.add("0d axis axis:robz %darray([%d.]) watched:watched %darray([%d.])"
                        .formatted(point, point, point, point + 1));
            }
            assertThat(lines.subList(7, 17)).isEqualTo(expected);
            assertThat(lines.subList(17, lines.size())).containsExactly("end ascan");
            assertThat(watch.closed()).isFalse();
        }
    }

    /** What a listener throws does not end the watch, and a watch can be taken by the caller's thread. */
    @Test
    void aWatchGoesOnAfterAListenerThrewAndEndsWhenItIsClosed() throws InterruptedException {
        Calls calls = new Calls();
        ScanListener broken = new ScanListener() {
            @Override
            public void started(Map<String, Value> info) {
                throw new IllegalStateException("a mistake in a test's listener, as expected");
            }

            @Override
            public void ended(Map<String, Value> info) {
                calls.ended(info);
            }
        };
        SessionWatch own = watch();
        SessionWatch others = watch().start(broken);
        Thread taking = Thread.ofPlatform().name("bliss-test-taking").start(() -> own.tell(new Calls()));
        beamline.session.run(loopscan(2, 0, beamline.counter("diode")));
        assertThat(calls.untilEnd()).containsExactly("end loopscan");
        own.close();
        assertThat(taking.join(LIMIT)).isTrue();
        others.close();
        assertThat(own.next()).isEmpty();
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

    /** The scan waits for slow metadata; when its end is told its node says all that it will ever say. */
    @Test
    void f15ScanEndTiming() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);
        beamline.session.metadata().set("sample", "slow", plan -> {
            asked.countDown();
            await(given);
            return Value.of(Map.of("name", Value.of("salt")));
        });
        try (Follower follower = beamline.live.store().session("test_session").follow(NodeFilter.types("scan"))) {
            FutureTask<Scan> running =
                    new FutureTask<>(() -> beamline.session.run(loopscan(3, 0, beamline.counter("diode"))));
            Thread.ofPlatform().name("bliss-test-scan").start(running);
            await(asked);
            assertThat(follower.poll()).isEmpty();
            given.countDown();
            DataEvent event = follower.next(LIMIT).orElseThrow();
            while (!(event instanceof DataEvent.EndScan)) {
                event = follower.next(LIMIT).orElseThrow();
            }
            Map<String, Value> atEnd = event.node().info();
            Scan scan = running.get(30, TimeUnit.SECONDS);
            assertThat(atEnd)
                    .isEqualTo(scan.node().orElseThrow().info())
                    .containsEntry("sample", Value.of(Map.of("name", Value.of("salt"))))
                    .containsKeys("end_time", "end_time_str", "end_timestamp", "state", "end_reason", "points");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
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
