package bliss4j.benchmarks;

import bliss4j.array.Numbers;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanSink;
import bliss4j.publish.ScanSink.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each point an entry of its own, as many in a pipeline as {@link RedisBenchmark} has: XADD/s. */
final class OneEntryAPoint implements Contender {
    private static final int CHANNELS = 3;
    private static final int CALLS = 12_000;

    private final Workbench bench;

    OneEntryAPoint(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Figures run() {
        ScanDescription scan =
                BenchScan.draft(bench.freshName(), CHANNELS, Optional.empty()).numbered(1);
        ScanSink sink = bench.server().sink();
        sink.announce(scan);
        sink.prepared(Map.of());
        Samples calls = new Samples(CALLS);
        int sent = 0;
        long start = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            List<Points> points = new ArrayList<>(RedisBenchmark.DEPTH);
            for (int i = 0; i < RedisBenchmark.DEPTH; i++, sent++) {
                points.add(new Points(sent % CHANNELS, sent / CHANNELS, Numbers.of((double) sent), BenchScan.TIME_NS));
            }
            long before = System.nanoTime();
            sink.append(points);
            calls.add(System.nanoTime() - before);
        }
        double rate = (double) sent / (System.nanoTime() - start) * 1e9;
        double pointsPerEntry = (double) sent / entries(scan);
        sink.abandon();
        bench.forget();
        return new Figures(rate, pointsPerEntry, calls.p99(), Double.NaN);
    }

    private long entries(ScanDescription scan) {
        long entries = 0;
        try (BareRedis bare = bench.bare()) {
            for (int i = 0; i < CHANNELS; i++) {
                entries += (Long) bare.call("XLEN", EntryForm.key(scan, i));
            }
        }
        return entries;
    }
}
