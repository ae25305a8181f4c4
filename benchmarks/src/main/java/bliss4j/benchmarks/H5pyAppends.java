package bliss4j.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** h5py appends one point at a time to three datasets: points/s. */
final class H5pyAppends implements Contender {
    private final Workbench bench;
    private final H5py h5py;
    private final double flushSeconds;

    /** @param flushSeconds when the first unflushed point is flushed; 0 to flush after each */
    H5pyAppends(Workbench bench, double flushSeconds) throws InterruptedException {
        this.bench = bench;
        this.flushSeconds = flushSeconds;
        this.h5py = H5py.running("append.py");
    }

    @Override
    public Figures run() throws InterruptedException {
        Path file = bench.freshPath();
        String printed = h5py.run(List.of(
                file.toString(),
                Integer.toString(FileBenchmark.SECONDS),
                Integer.toString(FileBenchmark.CHUNK_ROWS),
                Double.toString(flushSeconds)));
        String[] words = printed.strip().split(" ");
        bench.remove(file);
        return new Figures(Double.parseDouble(words[0]), 1, Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }
}
