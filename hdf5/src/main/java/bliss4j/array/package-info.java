/**
 * Values with a type and a shape, as numpy has them: what a channel's points are made of.
 *
 * <p>Holds {@link bliss4j.array.DType}, {@link bliss4j.array.Shape} and {@link bliss4j.array.NdArray} ({@link
 * bliss4j.array.Numbers} or {@link bliss4j.array.Texts}). Everything here is immutable. Numbers lie in one little-endian
 * byte array in C order, so that publishing and saving them is a copy of bytes. Imports nothing of ours. Open {@link
 * bliss4j.array.NdArray} first.
 */
@NullMarked
package bliss4j.array;

import org.jspecify.annotations.NullMarked;
