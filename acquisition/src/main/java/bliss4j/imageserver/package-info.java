/**
 * What cameras have behind their sensors: memory for the last frames, a server that gives them over HTTP, and files.
 *
 * <p>{@link bliss4j.imageserver.FrameFiles} saves the images of one acquisition: packed by a few threads, written by one, in
 * order, and told to be saved only when any process can read them. A format is a {@code FrameFormat}. 2048 × 2048 uint16 are
 * saved as fast as {@code dd} writes zeros (see {@code benchmarks/run images}).
 *
 * <p>Imports {@code device}, {@code image}, {@code hdf5} and {@code edf}; is alone, with {@code web} and {@code frames}, in
 * using HTTP. Open {@link bliss4j.imageserver.CameraMemory} first.
 */
@NullMarked
package bliss4j.imageserver;

import org.jspecify.annotations.NullMarked;
