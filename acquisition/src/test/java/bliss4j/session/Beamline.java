package bliss4j.session;

import bliss4j.client.LiveData;
import bliss4j.config.BeamlineConfig;
import bliss4j.config.DeviceFactory;
import bliss4j.config.DeviceSpec;
import bliss4j.data.DataNode;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.device.Limits;
import bliss4j.folder.FileRules;
import bliss4j.publish.LaneLimits;
import bliss4j.redis.Retention;
import bliss4j.scan.ScanServices;
import bliss4j.sim.SimAxis;
import bliss4j.sim.SimDiode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The session {@code test_session} of simulated devices on a real Redis, which saves below a folder. Its state, too, is
 * there: another one of the same folder is the same session started again.
 */
final class Beamline implements AutoCloseable {
    static final String SESSION = "test_session";

    final LiveData live;
    private final BeamlineConfig config;
    final Session session;

    private Beamline(Path folder, String url, Map<String, DeviceFactory> factories, FileRules rules) {
        live = LiveData.at(
                url,
                folder.resolve("state"),
                Retention.DEFAULT,
                LaneLimits.DEFAULT.withTimeout(Duration.ofSeconds(20)),
                rules);
        Map<String, DeviceFactory> all = new HashMap<>(factories());
        all.putAll(factories);
        config = BeamlineConfig.load(folder.resolve("config"), all);
        ScanServices services =
                new ScanServices(live.recorder(), live.store(), live.settings(), Clock.system(ZoneId.systemDefault()));
        session = Session.start(SESSION, config, services);
    }

    /** Starts the session; the first time it saves into {@code data/sample1}. */
    static Beamline at(Path folder, String url) {
        return at(folder, url, Map.of());
    }

    /** The same with devices of more classes, each of which has one device with the name of the class. */
    static Beamline at(Path folder, String url, Map<String, DeviceFactory> more) {
        return at(folder, url, more, FileRules.DEFAULT);
    }

    /** The same by other rules for files. */
    static Beamline at(Path folder, String url, Map<String, DeviceFactory> more, FileRules rules) {
        boolean first = !Files.exists(folder.resolve("config"));
        if (first) {
            StringBuilder devices = new StringBuilder(DEVICES);
            more.keySet().forEach(name -> devices.append("- {class: %s, name: %s}%n".formatted(name, name)));
            write(folder.resolve("config/devices.yml"), devices.toString());
            write(folder.resolve("config/sessions/test_session.yml"), "class: Session\nname: test_session\n");
        }
        Beamline beamline = new Beamline(folder, url, more, rules);
        if (first) {
            beamline.session.saving().set("base_path", folder.resolve("data").toString());
            beamline.session.saving().add("s_name", "sample1");
            beamline.session.saving().set("template", "{session}/{s_name}/");
        }
        return beamline;
    }

    private static final String DEVICES = """
            - {class: SimAxis, name: roby, velocity: 2500, acceleration: 1000}
            - {class: SimAxis, name: robz, unit: mm, velocity: 1.0e+12, acceleration: 1.0e+15, low_limit: -1000}
            - {class: SimAxis, name: slow, velocity: 1, acceleration: 1000}
            - {class: SimDiode, name: diode}
            - {class: SimDiode, name: diode2, device: box, value: 4}
            """;

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, DeviceFactory> factories() {
        return Map.of("SimAxis", Beamline::axis, "SimDiode", Beamline::diode);
    }

    private static Object axis(DeviceSpec spec) {
        double low = spec.number("low_limit", Double.NEGATIVE_INFINITY);
        Limits limits = new Limits(low, Double.POSITIVE_INFINITY);
        Optional<String> unit = spec.optionalText("unit");
        return new SimAxis(spec.name(), unit, spec.number("velocity"), spec.number("acceleration"), limits);
    }

    private static Object diode(DeviceSpec spec) {
        OptionalDouble value = spec.optionalNumber("value");
        return new SimDiode(spec.name(), spec.text("device", spec.name()), value, 0);
    }

    Axis axis(String name) {
        return session.axis(name);
    }

    Counter counter(String name) {
        return session.counter(name);
    }

    /** The file of the directory that the session saves to now. */
    Path file() {
        return session.saving().snapshot().dataFile();
    }

    DataNode node(String dbName) {
        return live.store().node(dbName).orElseThrow(() -> new AssertionError("no node " + dbName));
    }

    @Override
    public void close() {
        session.close();
        config.close();
        live.close();
    }
}
