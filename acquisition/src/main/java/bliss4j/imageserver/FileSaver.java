package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;

/**
 * Saves frames of a ring in files.
 *
 * @param dtype the type of a pixel
 * @param shape rows and columns
 */
record FileSaver(FrameFiles files, DType dtype, Shape shape) implements Saver {
    /** Once saving has failed nothing is taken; that was told. */
    @Override
    public void save(long number, byte[] pixels) throws InterruptedException {
        var unused = files.save(number, Numbers.wrap(dtype, shape, pixels));
    }

    @Override
    public void close() {
        files.close();
    }
}
