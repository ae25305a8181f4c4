/**
 * What is said of nodes and scans: {@link bliss4j.block.Value}s, and {@link bliss4j.block.ImageReference}s that say where an
 * image is. Points travel as arrays.
 *
 * <p>A {@code Value} is what Python would hold: it keeps a tuple from a list, an int from a float, integers of any size, NaN, the order of a dict. Everything here is
 * immutable. Imports {@code bliss4j.array}; is alone in using Jackson. Open {@link bliss4j.block.Value} first.
 */
@NullMarked
package bliss4j.block;

import org.jspecify.annotations.NullMarked;
