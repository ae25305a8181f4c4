package bliss4j.benchmarks;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.hdf5.DatasetSpec;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One point at a time to datasets of {@code hdf5}, without lane and layout: points/s. */
final class BareDatasets implements Contender {
    private static final int MOST_SAMPLES = 3_000_000;

    private final Workbench bench;
    private final long flushNs;

    /** @param flushSeconds when the first unflushed point is flushed; 0 to flush after each point of all */
    BareDatasets(Workbench bench, double flushSeconds) {
        this.bench = bench;
        this.flushNs = (long) (flushSeconds * 1e9);
    }

    @Override
    public Figures run() {
        Path path = bench.freshPath();
        Samples appends = new Samples(MOST_SAMPLES);
        long count = 0;
        long start;
        long last;
        try (H5File file = H5File.create(path)) {
            List<H5Dataset> datasets = new ArrayList<>();
            for (int i = 0; i < FileBenchmark.DATASETS; i++) {
                DatasetSpec spec = new DatasetSpec(DType.FLOAT64, Shape.SCALAR, FileBenchmark.CHUNK_ROWS);
                datasets.add(file.root().createAppendable("set" + i, spec));
            }
            start = System.nanoTime();
            last = start;
            long flushed = start;
            long until = start + Duration.ofSeconds(FileBenchmark.SECONDS).toNanos();
            while (last < until) {
                for (H5Dataset dataset : datasets) {
                    long before = System.nanoTime();
                    dataset.append(Numbers.of((double) count));
                    appends.add(System.nanoTime() - before);
                }
                count++;
                last = System.nanoTime();
                if (last - flushed >= flushNs) {
                    file.flush();
                    last = System.nanoTime();
                    flushed = last;
                }
            }
        }
        long end = System.nanoTime();
        bench.remove(path);
        return new Figures(FileBenchmark.DATASETS * count * 1e9 / (end - start), 1, appends.p99(), end - last);
    }
}
