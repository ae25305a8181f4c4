/**
 * The folder that a data file lies in: whether there is room on its disk, who may write there, whose turn it is.
 *
 * <p>{@link bliss4j.folder.FileRules} is what a beamline says of all this ({@code file} in {@code bliss4j.yml}),
 * {@link bliss4j.folder.WriterLock} the file beside the data that keeps other processes out. What goes wrong is told in one
 * line ({@link bliss4j.folder.FileTrouble}). Imports {@code block} and {@code hdf5}. Open
 * {@link bliss4j.folder.FileRules} first.
 */
@NullMarked
package bliss4j.folder;

import org.jspecify.annotations.NullMarked;
