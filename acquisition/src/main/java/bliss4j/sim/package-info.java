/**
 * Simulated devices: they take the time that real ones would, and nothing else is simulated about them.
 *
 * <p>The demo beamline is made of them. Imports {@code device}. Open {@link bliss4j.sim.SimAxis} first.
 */
@NullMarked
package bliss4j.sim;

import org.jspecify.annotations.NullMarked;
