package bliss4j.benchmarks;

import bliss4j.array.Numbers;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusFiles;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A saved scan of so many channels and points, one point at a time as fast as the file takes them: points/s of each channel,
 * and how much longer the last tenth took than the first.
 */
final class LongScan implements Contender {
    private static final int PARTS = 10;
    private static final int MOST_SAMPLES = 10_000_000;

    private final Workbench bench;
    private final int channels;
    private final int pointsPerPart;
    private final List<Double> slowdowns = new ArrayList<>();

    /** @param points of each channel, a multiple of ten */
    LongScan(Workbench bench, int channels, int points) {
        this.bench = bench;
        this.channels = channels;
        this.pointsPerPart = points / PARTS;
    }

    /** The time of the last tenth in times of the first; the median of the rounds that count. */
    double slowdown() {
        List<Double> sorted = slowdowns.stream().skip(Rounds.WARM_UP).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    @Override
    public Figures run() {
        Path file = bench.freshPath().resolve("data.h5");
        NexusFiles.Claim claim = NexusFiles.claim(file, BenchScan.NAME, "bench", floor -> floor + 1);
        CountingSink sink = new CountingSink(claim.sink());
        ScanDescription scan =
                BenchScan.draft("bench", channels, Optional.of(file)).numbered(claim.number());
        ScanPublisher publisher = Publication.start(scan, Optional.of(sink), Optional.empty(), LaneLimits.DEFAULT);
        publisher.prepared(Map.of());
        Samples rows = new Samples(MOST_SAMPLES);
        long[] ends = new long[PARTS + 1];
        ends[0] = System.nanoTime();
        for (int part = 1; part <= PARTS; part++) {
            for (int point = 0; point < pointsPerPart; point++) {
                long before = System.nanoTime();
                for (int channel = 0; channel < channels; channel++) {
                    publisher.append(channel, Numbers.of((double) point), BenchScan.TIME_NS);
                }
                rows.add(System.nanoTime() - before);
            }
            ends[part] = System.nanoTime();
        }
        ScanEnd end = publisher.end(ScanState.DONE, "done");
        long over = System.nanoTime();
        if (end.state() != ScanState.DONE) {
            throw new BenchmarkException("the scan ended " + end.state() + ": " + end.reason());
        }
        slowdowns.add((double) (ends[PARTS] - ends[PARTS - 1]) / (ends[1] - ends[0]));
        bench.remove(file);
        double points = (double) PARTS * pointsPerPart;
        return new Figures(points * 1e9 / (over - ends[0]), sink.pointsPerBlock(), rows.p99(), over - ends[PARTS]);
    }
}
