package bliss4j.benchmarks;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageSaving;
import bliss4j.imageserver.FrameFiles;
import bliss4j.imageserver.SavingListener;
import bliss4j.imageserver.SavingRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Our saver with 2048 × 2048 uint16: MB/s from the first image given to the file that is closed. */
final class SavedImages implements Contender {
    private static final int SIDE = 2048;
    private static final Shape SHAPE = Shape.of(SIDE, SIDE);
    private static final double MEGA = 1e6;

    private static final double FLOOR = 10;
    private static final double PEAK = 1000;
    private static final double WIDTH = 200_000;

    private final Workbench bench;
    private final ImageFormat format;
    private final int count;
    private final SavingRules rules;
    private final List<Numbers> frames;

    SavedImages(Workbench bench, ImageFormat format, int count, boolean sync) {
        this.bench = bench;
        this.format = format;
        this.count = count;
        this.rules = SavingRules.DEFAULT.withSync(sync);
        this.frames = frames();
    }

    /** A beam on a floor of counts, with the noise of counting. */
    private static List<Numbers> frames() {
        List<Numbers> frames = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 3; i++) {
            long[] counts = new long[SIDE * SIDE];
            for (int at = 0; at < counts.length; at++) {
                double x = at % SIDE - 1000.0;
                double y = Math.floorDiv(at, SIDE) - 900.0;
                double mean = FLOOR + PEAK * Math.exp(-(x * x + y * y) / WIDTH);
                counts[at] = Math.max(0, Math.round(mean + random.nextGaussian() * Math.sqrt(mean)));
            }
            frames.add(Numbers.of(DType.UINT16, counts).reshape(SHAPE));
        }
        return frames;
    }

    static double megabytes(int frames) {
        return frames * (double) SIDE * SIDE * Short.BYTES / MEGA;
    }

    @Override
    public Figures run() throws InterruptedException {
        Path folder = bench.freshPath();
        ImageSaving saving = ImageSaving.of(format, folder, "bench_", "bench")
                .withFramesPerFile(count)
                .withFrames(count);
        long start = System.nanoTime();
        try (FrameFiles files = FrameFiles.open(saving, DType.UINT16, SHAPE, rules, new Refusing())) {
            for (int i = 0; i < count; i++) {
                if (!files.save(i, frames.get(i % frames.size()))) {
                    throw new BenchmarkException("image " + i + " was not taken");
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        bench.remove(folder);
        return new Figures(megabytes(count) / seconds, Double.NaN, Double.NaN, Double.NaN);
    }

    private record Refusing() implements SavingListener {
        @Override
        public void saved(long image) {
            // all are, or it fails
        }

        @Override
        public void failed(Path file, String reason) {
            throw new BenchmarkException(file + ": " + reason);
        }
    }
}
