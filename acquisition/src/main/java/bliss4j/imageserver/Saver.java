package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;

/** Brings frames from a ring into files, as images one after the other whatever was lost between them. One thread saves. */
final class Saver {
    private final FrameFiles files;
    private final DType dtype;
    private final Shape shape;
    private long next;

    Saver(FrameFiles files, DType dtype, Shape shape) {
        this.files = files;
        this.dtype = dtype;
        this.shape = shape;
    }

    /** Takes a frame; its bytes must stay as they are until it was told as saved. */
    void save(byte[] pixels) throws InterruptedException {
        if (files.save(next, Numbers.wrap(dtype, shape, pixels))) {
            next++;
        }
    }

    /** Waits until all is saved or has failed, and lets go of the files. */
    void close() {
        files.close();
    }
}
