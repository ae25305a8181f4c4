package bliss4j.display;

import bliss4j.client.LiveData;
import bliss4j.config.BeamlineConfig;
import bliss4j.config.DeviceFactory;
import bliss4j.config.DeviceSpec;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.device.Limits;
import bliss4j.publish.LaneLimits;
import bliss4j.redis.Retention;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanPlan;
import bliss4j.scan.ScanServices;
import bliss4j.session.Session;
import bliss4j.sim.SimAxis;
import bliss4j.sim.SimDiode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A session whose scans are shown on a screen that remembers. */
final class ShownSession implements AutoCloseable, Screen {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String DEVICES = """
            - {class: SimAxis, name: roby, velocity: 2500000, acceleration: 1000000000}
            - {class: SimAxis, name: robz, unit: mm, velocity: 1000000, acceleration: 300000000}
            - {class: SimDiode, name: diode4, value: 4}
            - {class: SimDiode, name: diode5, value: 5}
            """;

    private final LiveData live;
    private final Session session;
    private final ScanDisplay display;
    private final List<String> lines = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();

    ShownSession(Path folder, String redis) {
        try {
            Files.createDirectories(folder.resolve("config/sessions"));
            Files.writeString(folder.resolve("config/devices.yml"), DEVICES);
            Files.writeString(
                    folder.resolve("config/sessions/test_session.yml"), "class: Session\nname: test_session\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        live = LiveData.at(redis, folder.resolve("state"), Retention.DEFAULT, LaneLimits.DEFAULT);
        Map<String, DeviceFactory> factories =
                Map.of("SimAxis", ShownSession::makeAxis, "SimDiode", ShownSession::makeDiode);
        BeamlineConfig config = BeamlineConfig.load(folder.resolve("config"), factories);
        session = Session.start(
                "test_session",
                config,
                new ScanServices(live.recorder(), live.store(), live.settings(), Clock.system(ZoneId.systemDefault())));
        session.saving().set("base_path", folder.resolve("data").toString());
        display = ScanDisplay.on(this);
        session.scans().watch(display);
    }

    private static Object makeAxis(DeviceSpec spec) {
        return new SimAxis(
                spec.name(),
                spec.optionalText("unit"),
                spec.number("velocity"),
                spec.number("acceleration"),
                Limits.NONE);
    }

    private static Object makeDiode(DeviceSpec spec) {
        return new SimDiode(spec.name(), spec.name(), spec.optionalNumber("value"), 0);
    }

    Axis axis(String name) {
        return session.axis(name);
    }

    Counter counter(String name) {
        return session.counter(name);
    }

    Session session() {
        return session;
    }

    ScanDisplay display() {
        return display;
    }

    /** Runs a scan; gives the lines that were shown of it. */
    List<String> run(ScanPlan plan) {
        Scan scan = session.run(plan);
        settle(scan);
        return take();
    }

    void settle(Scan scan) {
        try {
            display.settle(scan, LIMIT);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What was printed since the last call. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    synchronized List<String> soFar() {
        return List.copyOf(lines);
    }

    /** All that stood below the lines so far. */
    synchronized List<String> statuses() {
        return List.copyOf(statuses);
    }

    @Override
    public synchronized void print(String text) {
        lines.addAll(text.lines().toList());
    }

    @Override
    public synchronized void status(String line) {
        if (statuses.isEmpty() || !statuses.getLast().equals(line)) {
            statuses.add(line);
        }
    }

    @Override
    public void close() {
        session.close();
        display.close();
        live.close();
    }
}
