package bliss4j.benchmarks;

import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.NodeFilter;
import java.time.Duration;
import java.util.List;

/** How long it takes to walk many scans and to read many points, and what a point takes in Redis. */
final class WalkBenchmark implements Benchmark {
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final int POINTS = 1_000_000;
    private static final int SINGLE_POINTS = 100_000;
    /** What is joined into one entry when points come at 1 MHz. */
    private static final int BLOCK = 1024;

    private static final double REACH_RATIO = 2;
    /** What still counts as linear. */
    private static final double REACH_LINEAR = 1.2;

    @Override
    public String about() {
        return "time to walk 10 000 scans and to get a million points, bytes a point in Redis";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run(Workbench bench, Table table) throws InterruptedException {
        try (DataStore store = bench.server().store()) {
            walks(bench, store, table);
            bench.forget();
            points(bench, store, table);
        }
        bench.forget();
        LiveHeap.ofHistory(bench, table);
        table.note("Medians of " + Rounds.COUNT
                + " rounds in which all take turns. Bare reads: XRANGE and HMGET level by level,"
                + " XRANGE of the whole stream, by one socket; a point a block and 1024 points a block.");
    }

    private static void walks(Workbench bench, DataStore store, Table table) throws InterruptedException {
        String few = ManyScans.make(bench, FEW);
        String many = ManyScans.make(bench, MANY);
        List<Figures> all = Rounds.alternate(List.of(
                () -> walk(store, few), new BareWalk(bench, few), () -> walk(store, many), new BareWalk(bench, many)));
        table.add(walked(FEW, all.get(0), all.get(1)));
        table.add(walked(MANY, all.get(2), all.get(3)));
        double growth = all.get(2).value() / all.get(0).value() / (MANY / FEW);
        table.add(new Row(
                "walk, a scan of 10 000 to one of 1 000",
                Units.time(all.get(2).value() / MANY),
                Units.time(all.get(0).value() / FEW),
                Units.ratio(growth),
                "linear: ≤ 1.2 ×",
                growth <= REACH_LINEAR,
                all.get(2)));
    }

    private static Row walked(int scans, Figures ours, Figures bare) {
        return compared("walk of " + Units.whole(scans) + " scans", ours, bare, "bare reads");
    }

    private static Row compared(String what, Figures ours, Figures bare, String name) {
        double ratio = ours.value() / bare.value();
        return new Row(
                what,
                Units.time(ours.value()),
                Units.time(bare.value()) + " " + name,
                Units.ratio(ratio),
                "≤ 2 ×",
                ratio <= REACH_RATIO,
                ours);
    }

    private static Figures walk(DataStore store, String session) {
        DataNode node = store.node(session).orElseThrow();
        long start = System.nanoTime();
        long nodes = node.walk(NodeFilter.all()).count();
        if (nodes < FEW) {
            throw new BenchmarkException("a walk found only " + nodes + " nodes");
        }
        return Figures.of((double) (System.nanoTime() - start), Double.NaN);
    }

    private static void points(Workbench bench, DataStore store, Table table) throws InterruptedException {
        String joined = ManyScans.make(bench, bench.freshName(), 1, POINTS, BLOCK);
        String single = ManyScans.make(bench, bench.freshName(), 1, SINGLE_POINTS, 1);
        List<Figures> all = Rounds.alternate(List.of(
                () -> get(store, joined, POINTS),
                () -> xrange(bench, joined),
                () -> get(store, single, SINGLE_POINTS),
                () -> xrange(bench, single)));
        table.add(compared("get(0, -1) of 1 000 000 points, 1024 an entry", all.get(0), all.get(1), "bare XRANGE"));
        table.add(compared("get(0, -1) of 100 000 points, one an entry", all.get(2), all.get(3), "bare XRANGE"));
        table.add(bytes(bench, "bytes a point in Redis, one an entry", single, SINGLE_POINTS));
        table.add(bytes(bench, "bytes a point in Redis, at 1 MHz", joined, POINTS));
    }

    private static Figures get(DataStore store, String channel, int points) {
        DataNode.Channel node = (DataNode.Channel) store.node(channel).orElseThrow();
        long start = System.nanoTime();
        int length = node.get(0, -1).length();
        long time = System.nanoTime() - start;
        if (length != points) {
            throw new BenchmarkException(channel + " has " + length + " points, expected " + points);
        }
        return Figures.of((double) time, Double.NaN);
    }

    private static Figures xrange(Workbench bench, String channel) {
        try (BareRedis bare = bench.bare()) {
            long start = System.nanoTime();
            bare.call("XRANGE", channel + "_data", "-", "+");
            return Figures.of((double) (System.nanoTime() - start), Double.NaN);
        }
    }

    private static Row bytes(Workbench bench, String what, String channel, int points) {
        try (BareRedis bare = bench.bare()) {
            long bytes = (Long) bare.call("MEMORY", "USAGE", channel + "_data", "SAMPLES", "0");
            double entries = (Long) bare.call("XLEN", channel + "_data");
            Figures beside = new Figures((double) bytes, points / entries, Double.NaN, Double.NaN);
            return new Row(what, Units.count((double) bytes / points) + " B", "", "", "", true, beside);
        }
    }
}
