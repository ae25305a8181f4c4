/**
 * Images of a camera, by reference: how they are saved, and where each one is.
 *
 * <p>An image is never a value of a node: {@link bliss4j.block.ImageReference} says where it is, and
 * {@link bliss4j.image.ImageSaving} gives the references of all images that a camera saves in one acquisition, with the
 * words that stand in Redis. Nothing here opens a file or a connection. Imports {@code block}. Open
 * {@link bliss4j.image.ImageSaving} first.
 */
@NullMarked
package bliss4j.image;

import org.jspecify.annotations.NullMarked;
