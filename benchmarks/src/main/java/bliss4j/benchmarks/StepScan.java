package bliss4j.benchmarks;

import bliss4j.client.LiveData;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import bliss4j.device.Limits;
import bliss4j.device.SamplingCounter;
import bliss4j.publish.LaneLimits;
import bliss4j.redis.Retention;
import bliss4j.saving.ScanSaving;
import bliss4j.scan.Aliases;
import bliss4j.scan.DefaultChain;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanCommands;
import bliss4j.scan.ScanEnvironment;
import bliss4j.scan.ScanHistory;
import bliss4j.scan.ScanMetadata;
import bliss4j.scan.ScanServices;
import bliss4j.sim.SimAxis;
import bliss4j.sim.SimDiode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** An ascan of devices that take no time, to Redis and file: ns per point, from {@code run()} to its return. */
final class StepScan implements Contender {
    private static final Duration FILE_TIMEOUT = Duration.ofSeconds(60);

    private final Workbench bench;
    private final int points;

    StepScan(Workbench bench, int points) {
        this.bench = bench;
        this.points = points;
    }

    @Override
    public Figures run() {
        String session = bench.freshName();
        double infinite = Double.POSITIVE_INFINITY;
        SimAxis axis = new SimAxis("roby", Optional.of("mm"), infinite, infinite, Limits.NONE);
        TimedDiode diode = new TimedDiode(points);
        Figures figures;
        try (LiveData data = LiveData.at(
                bench.address().url(),
                bench.freshPath(),
                Retention.DEFAULT,
                LaneLimits.DEFAULT.withTimeout(FILE_TIMEOUT))) {
            ScanServices services = new ScanServices(
                    data.recorder(), data.store(), data.settings(), Clock.system(ZoneId.systemDefault()));
            ScanSaving saving = ScanSaving.open(data.settings(), session);
            saving.set("base_path", bench.freshPath().toString());
            ScanEnvironment environment = new ScanEnvironment(
                    services,
                    saving,
                    new ScanMetadata(),
                    List.of(axis),
                    new DefaultChain(),
                    new Aliases(data.settings(), session),
                    false,
                    0);
            Scan scan =
                    new Scan(ScanCommands.ascan(axis, 0, points - 1, points, 0, diode), environment, new ScanHistory());
            long start = System.nanoTime();
            scan.run();
            long end = System.nanoTime();
            if (scan.state() != ScanState.DONE || !scan.degraded().isEmpty()) {
                throw new BenchmarkException(
                        "the step scan ended " + scan.state() + ", degraded by " + scan.degraded());
            }
            requireAll(scan);
            figures = new Figures((double) (end - start) / points, Double.NaN, diode.p99(), end - diode.last());
        }
        bench.forget();
        return figures;
    }

    private void requireAll(Scan scan) {
        scan.node().orElseThrow().walk(NodeFilter.types(DataNode.CHANNEL)).forEach(node -> {
            if (node instanceof DataNode.Channel channel && channel.length() != points) {
                throw new BenchmarkException(channel.dbName() + " has " + channel.length() + " points in Redis");
            }
        });
    }

    /** A diode that reads a constant and notes when it is read. */
    private static final class TimedDiode implements SamplingCounter {
        private final SimDiode diode = new SimDiode("diode", "diode", OptionalDouble.of(1), 0);
        private final Samples steps;
        private long last;

        TimedDiode(int points) {
            steps = new Samples(points);
        }

        @Override
        public String name() {
            return diode.name();
        }

        @Override
        public Optional<String> unit() {
            return diode.unit();
        }

        @Override
        public double read() throws InterruptedException {
            long now = System.nanoTime();
            if (last != 0) {
                steps.add(now - last);
            }
            last = now;
            return diode.read();
        }

        double p99() {
            return steps.p99();
        }

        long last() {
            return last;
        }
    }
}
