/**
 * Named sets of parameters that outlive a session: what is behind {@code SCAN_SAVING}, but for what the parameters mean.
 *
 * <p>A {@link bliss4j.parameters.Wardrobe} holds sets; one of them is current, and what a set does not say it takes from the
 * set {@code default}. All sets are kept as one hash in {@link bliss4j.data.Settings}: one look is one read, one change one
 * write. Imports {@code bliss4j.data}, {@code bliss4j.block} and {@code bliss4j.device}. Open {@link
 * bliss4j.parameters.Wardrobe} first, then {@link bliss4j.parameters.Sets}.
 */
@NullMarked
package bliss4j.parameters;

import org.jspecify.annotations.NullMarked;
