package bliss4j.benchmarks;

import bliss4j.array.Numbers;
import bliss4j.data.ScanState;
import bliss4j.hdf5.Hdf5;
import bliss4j.nexus.NexusFiles;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One point at a time through a publication to a NeXus file: points/s until the file is complete and on the disk. */
final class SavedScan implements Contender {
    /** One append in so many is timed: a look at the clock costs as much as an append. */
    private static final int TIMED = 16;

    private static final int MOST_SAMPLES = 10_000_000;

    private final Workbench bench;
    private final List<Long> holdsNs = new ArrayList<>();

    SavedScan(Workbench bench) {
        this.bench = bench;
    }

    /** The longest time for which the lock round HDF5 was held, over all rounds that count. */
    long longestHoldNs() {
        return holdsNs.stream()
                .skip(Rounds.WARM_UP)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    @Override
    public Figures run() {
        Path file = bench.freshPath().resolve("data.h5");
        NexusFiles.Claim claim = NexusFiles.claim(file, BenchScan.NAME, "bench", floor -> floor + 1);
        CountingSink sink = new CountingSink(claim.sink());
        ScanDescription scan = BenchScan.draft("bench", FileBenchmark.DATASETS, Optional.of(file))
                .numbered(claim.number());
        ScanPublisher publisher = Publication.start(scan, Optional.of(sink), Optional.empty(), LaneLimits.DEFAULT);
        publisher.prepared(Map.of());
        var unused = Hdf5.longestHold(); // from here on
        Samples appends = new Samples(MOST_SAMPLES);
        long start = System.nanoTime();
        long until = start + Duration.ofSeconds(FileBenchmark.SECONDS).toNanos();
        long points = 0;
        long now = start;
        while (now < until) {
            for (int i = 0; i < TIMED; i++, points++) {
                publisher.append(
                        (int) (points % FileBenchmark.DATASETS), Numbers.of((double) points), BenchScan.TIME_NS);
            }
            long before = System.nanoTime();
            publisher.append((int) (points % FileBenchmark.DATASETS), Numbers.of((double) points), BenchScan.TIME_NS);
            points++;
            now = System.nanoTime();
            appends.add(now - before);
        }
        ScanEnd end = publisher.end(ScanState.DONE, "done");
        long over = System.nanoTime();
        holdsNs.add(Hdf5.longestHold());
        if (end.state() != ScanState.DONE) {
            throw new BenchmarkException("the scan ended " + end.state() + ": " + end.reason());
        }
        bench.remove(file);
        return new Figures(points * 1e9 / (over - start), sink.pointsPerBlock(), appends.p99(), over - now);
    }
}
