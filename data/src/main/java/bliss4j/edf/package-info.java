/**
 * EDF, the ESRF's data format: images one after the other, each behind a header of text.
 *
 * <p>{@link bliss4j.edf.EdfFrame} makes the bytes of one image, in any thread; {@link bliss4j.edf.EdfWriter} puts them into
 * a file; {@link bliss4j.edf.EdfReader} reads what we, Lima, fabio or silx wrote, packed with gzip or not, while it is being
 * written too. Errors are {@link bliss4j.block.DataException}s that name file and frame. Imports {@code block}. Open
 * {@link bliss4j.edf.EdfReader} first.
 */
@NullMarked
package bliss4j.edf;

import org.jspecify.annotations.NullMarked;
