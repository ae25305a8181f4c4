/**
 * What cameras have behind their sensors: memory for the last frames, a server that gives them over HTTP, and files.
 *
 * <p>Imports {@code device}, {@code image} and {@code hdf5}; is alone, with {@code web} and {@code frames}, in using HTTP.
 * Open {@link bliss4j.imageserver.CameraMemory} first.
 */
@NullMarked
package bliss4j.imageserver;

import org.jspecify.annotations.NullMarked;
