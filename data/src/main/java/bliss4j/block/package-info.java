/**
 * What travels: the {@link bliss4j.block.Block}s that a channel emits, and the {@link bliss4j.block.Value}s that describe
 * nodes and scans.
 *
 * <p>A block is values or references to images, never one for the other. A {@code Value} is what Python would hold: it
 * keeps a tuple from a list, an int from a float, integers of any size, NaN, the order of a dict. Everything here is
 * immutable. Imports {@code bliss4j.array}; is alone in using Jackson. Open {@link bliss4j.block.Value} first.
 */
@NullMarked
package bliss4j.block;

import org.jspecify.annotations.NullMarked;
