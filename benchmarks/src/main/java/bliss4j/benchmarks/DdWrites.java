package bliss4j.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dd} writes as many zeros, a block a frame: MB/s. */
final class DdWrites implements Contender {
    private final Workbench bench;
    private final int frames;
    private final boolean sync;

    DdWrites(Workbench bench, int frames, boolean sync) {
        this.bench = bench;
        this.frames = frames;
        this.sync = sync;
    }

    @Override
    public Figures run() throws InterruptedException {
        Path file = bench.freshPath();
        List<String> command = new ArrayList<>(List.of("dd", "if=/dev/zero", "of=" + file, "bs=8M", "count=" + frames));
        if (sync) {
            command.add("conv=fdatasync");
        }
        long start = System.nanoTime();
        var unused = Program.run(command, "dd");
        double seconds = (System.nanoTime() - start) / 1e9;
        bench.remove(file);
        return new Figures(SavedImages.megabytes(frames) / seconds, Double.NaN, Double.NaN, Double.NaN);
    }
}
