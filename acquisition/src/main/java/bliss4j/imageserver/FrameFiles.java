package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.image.ImageSaving;
import java.time.Duration;

/**
 * Saves the images of one acquisition: packs them in some threads, writes them in another one, in their order, and tells of
 * each when any process can read it.
 *
 * <p>What it cannot write it tells once; after that, and after {@link #abort}, the files hold the images told to be saved, and
 * can be read. Images are given by one thread; the other methods may be called by any.
 */
public final class FrameFiles implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final DType dtype;
    private final Shape frame;
    private final FrameWriter<?> writer;
    private long next;

    private FrameFiles(DType dtype, Shape frame, FrameWriter<?> writer) {
        this.dtype = dtype;
        this.frame = frame;
        this.writer = writer;
    }

    /**
     * Makes the directory, and everything ready.
     *
     * @param frame the shape of an image: rows, columns
     * @throws DataException if the format is none that we write, the directory cannot be made, or one of the files exists
     */
    public static FrameFiles open(
            ImageSaving saving, DType dtype, Shape frame, SavingRules rules, SavingListener listener) {
        if (!dtype.isInteger() && !dtype.isFloat()) {
            throw new DataException("images of " + dtype.numpyName() + " cannot be saved: expected numbers");
        }
        FrameFormat<?> format = FrameFormat.of(saving, dtype, frame);
        ExistingFiles.check(saving);
        int most = rules.pendingImages(frame.size() * dtype.itemSize());
        return new FrameFiles(dtype, frame, FrameWriter.start(format, saving, rules, most, listener));
    }

    /**
     * Saves an image, later; waits while as many as may are pending.
     *
     * @param image its number in the acquisition, larger than that of the one before; what is left out was lost, and its place
     *     in its file stays empty
     * @param pixels of the dtype and shape that all have; used until the image is told to be saved
     * @return whether it was taken; false once saving failed or ended
     */
    public boolean save(long image, Numbers pixels) throws InterruptedException {
        if (image < next) {
            throw new DataException("image " + image + " cannot be saved: expected image " + next + " or a later one");
        }
        if (pixels.dtype() != dtype || !pixels.shape().equals(frame)) {
            throw new DataException("image " + image + " of " + pixels.dtype().numpyName() + pixels.shape()
                    + " cannot be saved: expected " + dtype.numpyName() + frame);
        }
        boolean taken = writer.put(image, pixels);
        if (taken) {
            next = image + 1;
        }
        return taken;
    }

    /** Whether {@link #save} would have to wait now: for who would rather drop an image. */
    public boolean isFull() {
        return writer.isFull();
    }

    /** The last image that was told to be saved; -1 before the first. */
    public long lastSaved() {
        return writer.lastSaved();
    }

    /** Forgets what is not yet written and ends the file; waits for that, as {@link #close} does. */
    public void abort() {
        writer.drop();
        close();
    }

    /**
     * Saves what is pending and ends the last file.
     *
     * @throws DataException if that takes longer than 60 s, as with a disk that hangs
     */
    @Override
    public void close() {
        if (!close(LIMIT)) {
            throw new DataException(writer.file() + ": the images after image " + lastSaved()
                    + " were not saved within " + LIMIT.toSeconds() + " s");
        }
    }

    /**
     * Saves what is pending and ends the last file.
     *
     * @return whether that was done within {@code limit}
     */
    public boolean close(Duration limit) {
        writer.finish();
        return writer.await(limit);
    }
}
