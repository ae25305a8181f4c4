package bliss4j.image;

import bliss4j.array.NdArray;
import bliss4j.block.ImageReference;
import java.util.Optional;

/** Where images may be had: the memory of a server, or files. Any thread. */
@FunctionalInterface
public interface ImageSource {
    /**
     * The image of shape (rows, columns); empty if this source has not got it.
     *
     * @throws bliss4j.block.DataException if it should have it, and it cannot be read
     */
    Optional<NdArray> image(ImageReference reference);
}
