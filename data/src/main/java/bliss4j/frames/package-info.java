/**
 * Where the pixels of images are had from: the memory of a camera's server.
 *
 * <p>Imports {@code image} and {@code hdf5}; is alone, with {@code web} and {@code imageserver}, in using HTTP. Open {@link
 * bliss4j.frames.ServerMemory} first.
 */
@NullMarked
package bliss4j.frames;

import org.jspecify.annotations.NullMarked;
