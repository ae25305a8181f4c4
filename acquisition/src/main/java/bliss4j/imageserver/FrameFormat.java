package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageSaving;
import java.nio.file.Path;

/**
 * How one format writes images.
 *
 * @param <P> an image as it goes to the disk
 */
interface FrameFormat<P> {
    /** Whether packing takes time, so that other threads should do it. */
    boolean packs();

    /** Makes of an image what goes to the disk; called by any thread. */
    P pack(long image, Numbers pixels);

    /**
     * Makes a new file.
     *
     * @throws RuntimeException if it exists or cannot be made
     */
    FrameFile<P> create(Path file);

    /** The format that {@code saving} asks for. */
    static FrameFormat<?> of(ImageSaving saving, DType dtype, Shape frame) {
        ImageFormat format = ImageFormat.of(saving.format());
        return format.isHdf5()
                ? new Hdf5Frames(format, saving.inside(), dtype, frame)
                : new EdfFrames(format, dtype, frame);
    }
}
