/**
 * Where the pixels of images are had from: the memory of a camera's server, and files.
 *
 * <p>{@link bliss4j.frames.SavedFile} reads HDF5 and EDF, also while another process, or this one, is still writing them; no
 * file stays open between two images.
 *
 * <p>Imports {@code image}, {@code hdf5} and {@code edf}; is alone, with {@code web} and {@code imageserver}, in using HTTP.
 * Open {@link bliss4j.frames.ServerMemory} first.
 */
@NullMarked
package bliss4j.frames;

import org.jspecify.annotations.NullMarked;
