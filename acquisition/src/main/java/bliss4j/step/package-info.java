/**
 * The devices of step scans: axes that go from point to point, a timer, counters that are read while it runs.
 *
 * <p>Imports {@code chain} and {@code device}. Open {@link bliss4j.step.AxisMaster} first.
 */
@NullMarked
package bliss4j.step;

import org.jspecify.annotations.NullMarked;
