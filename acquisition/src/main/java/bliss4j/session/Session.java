package bliss4j.session;

import bliss4j.config.BeamlineConfig;
import bliss4j.config.Section;
import bliss4j.config.SessionSpec;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Axis;
import bliss4j.device.Camera;
import bliss4j.device.Counter;
import bliss4j.saving.SavingPaths;
import bliss4j.saving.ScanSaving;
import bliss4j.scan.Aliases;
import bliss4j.scan.DefaultChain;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanEnvironment;
import bliss4j.scan.ScanHistory;
import bliss4j.scan.ScanMetadata;
import bliss4j.scan.ScanPlan;
import bliss4j.scan.ScanServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of an experiment: {@code bliss -s test_session}. Scans may run from several threads; closing it aborts those
 * that run.
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** Longer than a scan waits for its file. */
    private static final Duration LONGEST_END = Duration.ofSeconds(90);

    private static final int STRONGEST_DEFLATE = 9;

    private final SessionSpec spec;
    private final Map<String, Object> devices;
    private final ScanEnvironment environment;
    private final ScanHistory history = new ScanHistory();
    private final MeasurementGroups groups;

    private Session(SessionSpec spec, Map<String, Object> devices, ScanEnvironment environment) {
        this.spec = spec;
        this.devices = devices;
        this.environment = environment;
        this.groups = new MeasurementGroups(environment.services().settings(), spec.name(), devices);
    }

    /**
     * Starts a configured session: its devices are made, its directory is there when this returns if it can be, and if no
     * function has a say in where it is: then {@link #makeDirectory} is left to who can call it.
     *
     * @throws AcquisitionException if there is no such session, or a device cannot be made
     * @throws bliss4j.block.DataException if its parameters can be had from nowhere
     */
    public static Session start(String name, BeamlineConfig config, ScanServices services) {
        SessionSpec spec = config.session(name);
        int deflate = config.settings().section("file").map(Session::deflate).orElse(0);
        Map<String, Object> devices = new TreeMap<>();
        for (String device : new LinkedHashSet<>(spec.devices())) {
            devices.put(device, config.get(device));
        }
        ScanSaving saving = ScanSaving.open(services.settings(), name);
        var axes = devices.values().stream()
                .filter(Axis.class::isInstance)
                .map(Axis.class::cast)
                .toList();
        boolean epoch = config.settings()
                .section("timer")
                .map(timer -> timer.flag("epoch", false))
                .orElse(false);
        Session session = new Session(
                spec,
                devices,
                new ScanEnvironment(
                        services,
                        saving,
                        new ScanMetadata(),
                        axes,
                        new DefaultChain(),
                        new Aliases(services.settings(), name),
                        epoch,
                        deflate));
        if (!saving.hasFunctions()) {
            session.makeDirectory();
        }
        return session;
    }

    /** {@code file.deflate}: how strongly spectra and images are packed. */
    private static int deflate(Section file) {
        long level = file.whole("deflate", 0);
        if (level < 0 || level > STRONGEST_DEFLATE) {
            throw file.wrong("deflate", "0 (not packed) or 1 (fast) to 9 (small)");
        }
        return (int) level;
    }

    /**
     * Makes the directory of the session. That it cannot be made need not matter before a scan is saved, and parameters that
     * are wrong can only be mended in a session.
     */
    public void makeDirectory() {
        try {
            SavingPaths paths = saving().snapshot();
            if (paths.template().names().isEmpty()) { // else each scan has its own
                Files.createDirectories(Path.of(paths.rootPath()));
            }
        } catch (IOException | RuntimeException e) { // a user's function throws what it likes
            LOG.warn("the directory of session {} cannot be made: {}", name(), e.getMessage());
        }
    }

    public String name() {
        return spec.name();
    }

    /** {@code SCAN_SAVING}: where scans are saved. */
    public ScanSaving saving() {
        return environment.saving();
    }

    /** What its scans say of the sample, the technique and whatever else users tell. */
    public ScanMetadata metadata() {
        return environment.metadata();
    }

    /** {@code ALIASES}: other names of its axes and counters. */
    public Aliases aliases() {
        return environment.aliases();
    }

    /** {@code DEFAULT_CHAIN}: what the chains of all its scans have. */
    public DefaultChain defaultChain() {
        return environment.defaultChain();
    }

    /** {@code SCANS}: the last scans, the newest last. */
    public ScanHistory scans() {
        return history;
    }

    /** Its measurement groups: what scans measure that name no counter. */
    public MeasurementGroups groups() {
        return groups;
    }

    /** Its devices, by name. */
    public Map<String, Object> devices() {
        return Collections.unmodifiableMap(devices);
    }

    /** @throws AcquisitionException if it has no such axis */
    public Axis axis(String name) {
        return device(name, Axis.class, "axis");
    }

    /** @throws AcquisitionException if it has no such counter */
    public Counter counter(String name) {
        return device(name, Counter.class, "counter");
    }

    /** @throws AcquisitionException if it has no such camera */
    public Camera camera(String name) {
        return device(name, Camera.class, "camera");
    }

    private <T> T device(String name, Class<T> kind, String what) {
        Object device = devices.get(name);
        if (device == null) {
            throw new AcquisitionException("session " + name() + " has no device '" + name + "'; it has "
                    + String.join(", ", devices.keySet()));
        }
        if (!kind.isInstance(device)) {
            throw new AcquisitionException("device '" + name + "' is no " + what + ": " + device);
        }
        return kind.cast(device);
    }

    /** A scan that will do as the plan says when it is run. */
    public Scan scan(ScanPlan plan) {
        return new Scan(plan, environment, history);
    }

    /**
     * Runs a plan and waits for its end.
     *
     * @throws AcquisitionException if it cannot start or a device failed
     */
    public Scan run(ScanPlan plan) {
        Scan scan = scan(plan);
        scan.run();
        return scan;
    }

    /** Aborts the scans that run: axes stop at once. Does not wait; further scans may start. */
    public void abort() {
        history.running().forEach(Scan::abort);
    }

    /** Aborts the scans that run and waits for their ends; no scan can start from now on. */
    @Override
    public void close() {
        history.close();
        List<Scan> running = history.running();
        running.forEach(Scan::abort);
        try {
            for (Scan scan : running) {
                if (!scan.awaitEnd(LONGEST_END)) {
                    LOG.warn("{} has not ended {} s after it was aborted", scan, LONGEST_END.toSeconds());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
