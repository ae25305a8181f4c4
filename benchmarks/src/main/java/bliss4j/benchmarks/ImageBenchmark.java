package bliss4j.benchmarks;

import bliss4j.image.ImageFormat;
import bliss4j.imageserver.SavingRules;
import java.time.Duration;
import java.util.List;

/** How fast images of 2048 × 2048 uint16 get into files. */
final class ImageBenchmark implements Benchmark {
    /** About a second for a disk. */
    private static final int FRAMES = 80;

    /** About a second for one core that packs with LZ4. */
    private static final int PACKED = 40;

    /** About a second for deflate. */
    private static final int DEFLATED = 10;

    private static final double REACH = 0.8;
    private static final String REACH_TEXT = "≥ 0.8 ×";

    @Override
    public String about() {
        return "MB/s of images saved, beside dd and h5py";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Workbench bench, Table table) throws InterruptedException {
        List<Figures> all = Rounds.alternate(List.of(
                new SavedImages(bench, ImageFormat.HDF5, FRAMES, false),
                new DdWrites(bench, FRAMES, false),
                new SavedImages(bench, ImageFormat.HDF5, FRAMES, true),
                new DdWrites(bench, FRAMES, true),
                new SavedImages(bench, ImageFormat.EDF, FRAMES, false),
                new H5pyFrames(bench, FRAMES, "none", false),
                new SavedImages(bench, ImageFormat.HDF5LZ4, PACKED, false),
                new SavedImages(bench, ImageFormat.HDF5BS, PACKED, false),
                new SavedImages(bench, ImageFormat.HDF5GZ, DEFLATED, false),
                new H5pyFrames(bench, DEFLATED, "deflate", false)));
        Figures dd = all.get(1);
        Figures h5py = all.get(5);
        table.add(row("saved to HDF5, raw", REACH_TEXT, all.get(0), dd, "dd"));
        table.add(row("the same, fsync at the close", REACH_TEXT, all.get(2), all.get(3), "dd conv=fdatasync"));
        table.add(row("saved to EDF", "", all.get(4), dd, "dd"));
        table.add(row("saved to HDF5, raw", "", all.get(0), h5py, "h5py"));
        table.add(row("saved to HDF5, LZ4", "", all.get(6), h5py, "h5py, raw"));
        table.add(row("saved to HDF5, bitshuffle and LZ4", "", all.get(7), h5py, "h5py, raw"));
        table.add(row("saved to HDF5, shuffle and deflate", "", all.get(8), all.get(9), "h5py, the same"));
        table.note("Medians of " + Rounds.COUNT
                + " rounds in which all take turns. MB/s of pixels, from the first image to"
                + " the file that is closed; each image is told to be saved when others can read it. h5py flushes after each"
                + " image too. dd writes zeros, we and h5py counts with noise. Packed by "
                + SavingRules.DEFAULT.packers() + " thread(s).");
    }

    private static Row row(String what, String reach, Figures ours, Figures other, String name) {
        double ratio = ours.value() / other.value();
        return new Row(
                what,
                Units.megabytes(ours.value()),
                Units.megabytes(other.value()) + " " + name,
                Units.ratio(ratio),
                reach,
                ratio >= REACH,
                ours);
    }
}
