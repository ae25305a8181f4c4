package bliss4j.shell;

import bliss4j.display.ScanDisplay;
import bliss4j.python.Arguments;
import bliss4j.python.HostFunctions;
import bliss4j.python.Points;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanPlan;
import bliss4j.session.Session;
import java.time.Duration;
import java.util.Optional;

/** What {@code bliss.common.scans} and {@code SCANS} ask. */
final class ScanFunctions {
    /** A terminal that takes nothing holds nobody up for longer. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Session session;
    private final PlanFunctions plans;
    private final ScanDisplay display;

    ScanFunctions(ShellSession place, ScanDisplay display) {
        this.session = place.session();
        this.plans = new PlanFunctions(place.session());
        this.display = display;
    }

    void addTo(HostFunctions functions) {
        functions.add("scan", given -> made(given, 3, plans.plan(given)));
        functions.add("scan_run", given -> {
            run(scan(given));
            return null;
        });
        functions.add("scan_abort", given -> {
            scan(given).abort();
            return null;
        });
        functions.add("scan_text", given -> scan(given).toString());
        functions.add("scan_name", given -> scan(given).plan().name());
        functions.add("scan_number", given -> scan(given).number());
        functions.add("scan_state", given -> scan(given).state().name());
        functions.add("scan_node", given -> scan(given).node());
        functions.add("scan_data", given -> Points.of(scan(given).node()));
        functions.add("scan_file", given -> scan(given).file());
        functions.add("scan_degraded", given -> scan(given).degraded());
        functions.add("scans_text", given -> session.scans().toString());
        functions.add("scans_all", given -> session.scans().all());
    }

    private static Scan scan(Arguments given) {
        return given.object(0, Scan.class, "scan");
    }

    /** What the display shows of it comes before what is printed next. */
    private void run(Scan scan) throws InterruptedException {
        try {
            scan.run();
        } finally {
            boolean stopped = Thread.interrupted();
            display.settle(scan, SETTLED);
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The scan of a plan and what the call's keywords say, perhaps run. */
    private Object made(Arguments given, int options, ScanPlan plan) throws InterruptedException {
        ScanPlan wanted = plan;
        Optional<String> name = given.textOption(options, "name");
        Optional<String> title = given.textOption(options, "title");
        wanted = name.map(wanted::withName).orElse(wanted);
        wanted = title.map(wanted::withTitle).orElse(wanted);
        wanted = given.textOption(options, "type").map(wanted::withType).orElse(wanted);
        wanted = wanted.withSave(given.flagOption(options, "save"));
        wanted = wanted.withSaveImages(given.flagOption(options, "save_images"));
        Optional<Double> sleep = given.option(options, "sleep_time").map(value -> value.asDouble());
        wanted = sleep.map(wanted::withSleepTime).orElse(wanted);
        Scan scan = session.scan(wanted);
        if (given.flagOption(options, "run")) {
            run(scan);
        }
        return given.flagOption(options, "return_scan") ? scan : Optional.empty();
    }
}
