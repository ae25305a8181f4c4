package bliss4j.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast points get into Redis and to a follower, and how long a point of a step scan takes. */
final class PublishBenchmark implements Benchmark {
    private static final double REACH_RATE = 1_000_000;
    private static final double REACH_LAG_NS = 100e6;
    private static final double REACH_XADD = 0.9;
    private static final double REACH_STEP_NS = 100_000;
    /** What still counts as constant. */
    private static final double REACH_CONSTANT = 1.2;

    private static final String XADD = " redis-benchmark";
    private static final int[] SCANS = {10_000, 100_000, 1_000_000};

    @Override
    public String about() {
        return "points/s into Redis and to a follower, time a point of a step scan";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(3);
    }

    @Override
    public void run(Workbench bench, Table table) throws InterruptedException {
        rates(bench, table);
        steps(bench, table);
        LiveHeap.ofRunningScan(bench, table, 1);
        table.note("Medians of " + Rounds.COUNT + " rounds in which all take turns. redis-benchmark: -c 1 -P "
                + RedisBenchmark.DEPTH
                + ", XADD of the fields and size of our entry of one point.");
        table.note(
                "p99: of one call with 16 entries; of the time between two points of a step scan. Lag: from the last append to its arrival; of a step scan to the return of run().");
    }

    private static void rates(Workbench bench, Table table) throws InterruptedException {
        RedisBenchmark reference = new RedisBenchmark(bench);
        // Apart: after the first, which takes all there is, the scheduler keeps us waiting for a while.
        List<Figures> first = Rounds.alternate(List.of(new OnePointAtATime(bench), reference));
        List<Figures> second = Rounds.alternate(List.of(new OneEntryAPoint(bench), reference));
        Figures joined = first.get(0);
        Figures single = second.get(0);
        table.add(new Row(
                "3 channels, one point at a time, to a follower",
                Units.rate(joined.value()),
                Units.rate(first.get(1).value()) + XADD,
                Units.ratio(joined.value() / first.get(1).value()),
                "≥ 1 000 000 /s, lag ≤ 100 ms",
                joined.value() >= REACH_RATE && joined.lagNs() <= REACH_LAG_NS,
                joined));
        table.add(new Row(
                "one entry per point",
                Units.rate(single.value()),
                Units.rate(second.get(1).value()) + XADD,
                Units.ratio(single.value() / second.get(1).value()),
                "≥ 0.9 ×",
                single.value() >= REACH_XADD * second.get(1).value(),
                single));
    }

    private static void steps(Workbench bench, Table table) throws InterruptedException {
        List<Contender> scans = new ArrayList<>();
        for (int points : SCANS) {
            scans.add(new StepScan(bench, points));
        }
        List<Figures> all = Rounds.alternate(scans);
        for (int i = 0; i < SCANS.length; i++) {
            double time = all.get(i).value();
            double before = i == 0 ? time : all.get(i - 1).value();
            table.add(new Row(
                    "step scan, 3 channels, " + Units.whole(SCANS[i]) + " points: a point",
                    Units.time(time),
                    i == 0 ? "" : Units.time(before) + " " + Units.whole(SCANS[i - 1]) + " points",
                    i == 0 ? "" : Units.ratio(time / before),
                    i == 0 ? "≤ 100 µs" : "≤ 100 µs, ≤ 1.2 ×",
                    time <= REACH_STEP_NS && time <= REACH_CONSTANT * before,
                    all.get(i)));
        }
    }
}
