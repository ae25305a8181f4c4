package bliss4j.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** h5py saves frames one by one: MB/s. */
final class H5pyFrames implements Contender {
    private final Workbench bench;
    private final H5py h5py;
    private final int frames;
    private final String packing;
    private final boolean sync;

    /** @param packing {@code none} or {@code deflate} */
    H5pyFrames(Workbench bench, int frames, String packing, boolean sync) throws InterruptedException {
        this.bench = bench;
        this.h5py = H5py.running("frames.py");
        this.frames = frames;
        this.packing = packing;
        this.sync = sync;
    }

    @Override
    public Figures run() throws InterruptedException {
        Path file = bench.freshPath();
        String printed = h5py.run(List.of(file.toString(), Integer.toString(frames), packing, sync ? "1" : "0"));
        bench.remove(file);
        return new Figures(Double.parseDouble(printed.strip()), Double.NaN, Double.NaN, Double.NaN);
    }
}
