package bliss4j.benchmarks;

import java.time.Duration;
import java.util.List;

/** How fast single points get into a file. */
final class FileBenchmark implements Benchmark {
    static final int DATASETS = 3;
    /** How long one round of one contender takes. */
    static final int SECONDS = 1;
    /** What long scans have: chunks of 64 KiB. */
    static final int CHUNK_ROWS = 8192;

    private static final int CHANNELS = 1000;
    private static final double CHANNEL_RATE = 100;
    /** What the clock and the machine add to two equal times. */
    private static final double CONSTANT = 1.5;

    private static final double FLUSH_SECONDS = 0.2;
    private static final double REACH = 10;
    private static final String REACH_TEXT = "≥ 10 ×";

    @Override
    public String about() {
        return "points/s into an HDF5 file, one at a time, beside h5py";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run(Workbench bench, Table table) throws InterruptedException {
        SavedScan saved = new SavedScan(bench);
        List<Figures> all = Rounds.alternate(List.of(
                saved,
                new BareDatasets(bench, FLUSH_SECONDS),
                new H5pyAppends(bench, FLUSH_SECONDS),
                new BareDatasets(bench, 0),
                new H5pyAppends(bench, 0)));
        Figures h5py = all.get(2);
        Figures flushing = all.get(4);
        table.add(row("3 datasets, one point at a time, flushed as designed", REACH_TEXT, all.get(0), h5py));
        table.add(row("the same without lane and layout", REACH_TEXT, all.get(1), h5py));
        table.add(row("the same, flushed after each point of the three", "", all.get(3), flushing));
        manyChannels(bench, table);
        millionPoints(bench, table);
        table.note("Longest hold of the HDF5 lock: " + Units.time((double) saved.longestHoldNs())
                + ". h5py: p99 of an append "
                + Units.time(h5py.p99Ns()) + ", flushed after each point "
                + Units.time(flushing.p99Ns()) + ".");
        table.note("Medians of " + Rounds.COUNT
                + " rounds in which all take turns. As designed: through a publication to a"
                + " NeXus file, flushed every " + FLUSH_SECONDS
                + " s, until it is closed and on the disk. A point is one"
                + " value of one dataset. p99: of one append. Lag: from the last append to the complete file.");
    }

    private static void manyChannels(Workbench bench, Table table) throws InterruptedException {
        LongScan scan = new LongScan(bench, CHANNELS, 1_000);
        Figures figures = Rounds.alternate(List.of(scan)).getFirst();
        table.add(new Row(
                CHANNELS + " channels, points/s of each (p99: of one point of all)",
                Units.rate(figures.value()),
                "",
                "",
                "≥ 100/s",
                figures.value() >= CHANNEL_RATE,
                figures));
        constant(table, CHANNELS + " channels, the last tenth of 1000 points beside the first", scan, figures);
    }

    private static void millionPoints(Workbench bench, Table table) throws InterruptedException {
        LongScan scan = new LongScan(bench, 1, 1_000_000);
        Figures figures = Rounds.alternate(List.of(scan)).getFirst();
        constant(table, "one channel, the last tenth of 10⁶ points beside the first", scan, figures);
    }

    private static void constant(Table table, String what, LongScan scan, Figures figures) {
        boolean reached = scan.slowdown() <= CONSTANT;
        table.add(new Row(what, Units.ratio(scan.slowdown()), "", "", "≤ 1.5 ×", reached, figures));
    }

    private static Row row(String what, String reach, Figures ours, Figures h5py) {
        double ratio = ours.value() / h5py.value();
        return new Row(
                what,
                Units.rate(ours.value()),
                Units.rate(h5py.value()) + " h5py",
                Units.ratio(ratio),
                reach,
                ratio >= REACH,
                ours);
    }
}
