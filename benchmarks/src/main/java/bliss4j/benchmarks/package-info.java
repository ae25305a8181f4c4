/**
 * What {@code benchmarks/run NAME} measures: the figures of the design, each beside a reference that runs in the same call.
 *
 * <p>Ratios count: on a machine that others use, too, absolute figures swing. Imports everything. Open {@link
 * bliss4j.benchmarks.Main} first, then {@link bliss4j.benchmarks.Rounds}.
 */
@NullMarked
package bliss4j.benchmarks;

import org.jspecify.annotations.NullMarked;
