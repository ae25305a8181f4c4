package bliss4j.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast points get into Redis and to followers, and how long a point of a step scan takes. */
final class PublishBenchmark implements Benchmark {
    private static final double REACH_RATE = 1_000_000;
    private static final double REACH_LAG_NS = 100e6;
    private static final double REACH_XADD = 0.9;
    private static final double REACH_MEDIAN_NS = 500_000;
    /** Of p99 to that of a bare echo, and of many followers to one. */
    private static final double REACH_RATIO = 2;

    private static final double REACH_STEP_NS = 100_000;
    /** What still counts as constant. */
    private static final double REACH_CONSTANT = 1.2;

    private static final String XADD = " redis-benchmark";
    private static final int[] FOLLOWERS = {1, 10, 50};
    private static final int[] SCANS = {10_000, 100_000, 1_000_000};

    @Override
    public String about() {
        return "points/s into Redis, time to followers, time a point of a step scan";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(3);
    }

    @Override
    public void run(Workbench bench, Table table) throws InterruptedException {
        rates(bench, table);
        delays(bench, table, 3);
        delays(bench, table, 20);
        steps(bench, table);
        table.note("Medians of " + Rounds.COUNT + " rounds in which all take turns. redis-benchmark: -c 1 -P "
                + RedisBenchmark.DEPTH
                + ", XADD of the fields and size of our entry of one point; bare echo: XADD by one"
                + " socket, XREAD BLOCK by another, same entries, same pace.");
        table.note(
                "p99: of the time to the follower; of one call with 16 entries; of the time between two points of a step"
                        + " scan. Lag: from the last append to its arrival; of a step scan to the return of run().");
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

    private static void delays(Workbench bench, Table table, int channels) throws InterruptedException {
        List<Contender> contenders = new ArrayList<>(List.of(new BareEcho(bench, channels)));
        for (int followers : FOLLOWERS) {
            contenders.add(new SteadyPace(bench, channels, followers));
        }
        List<Figures> all = Rounds.alternate(contenders);
        Figures echo = all.get(0);
        Figures one = all.get(1);
        String what = "emit to follower, 1 kHz, " + channels + " channels: ";
        table.add(new Row(
                what + "median",
                Units.time(one.value()),
                Units.time(echo.value()) + " bare echo",
                Units.ratio(one.value() / echo.value()),
                "≤ 0.5 ms",
                one.value() <= REACH_MEDIAN_NS,
                one));
        table.add(delay(what + "p99", one.p99Ns(), echo.p99Ns(), "bare echo", one));
        for (int i = 1; i < FOLLOWERS.length; i++) {
            Figures many = all.get(i + 1);
            String with = what + FOLLOWERS[i] + " followers, ";
            table.add(delay(with + "median", many.value(), one.value(), "one follower", many));
            table.add(delay(with + "p99", many.p99Ns(), one.p99Ns(), "one follower", many));
        }
    }

    private static Row delay(String what, double measured, double reference, String name, Figures beside) {
        return new Row(
                what,
                Units.time(measured),
                Units.time(reference) + " " + name,
                Units.ratio(measured / reference),
                "≤ 2 ×",
                measured <= REACH_RATIO * reference,
                beside);
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
