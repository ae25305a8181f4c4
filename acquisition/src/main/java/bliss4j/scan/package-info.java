/**
 * Scans: commands that describe one, and what runs it.
 *
 * <p>A command such as {@link bliss4j.scan.ScanCommands#ascan} gives an immutable {@link bliss4j.scan.ScanPlan}, which can
 * be looked at and estimated; a {@link bliss4j.scan.Scan} runs it once. Imports {@code step}, {@code chain}, {@code
 * saving}, {@code publish} and {@code data}. Open {@link bliss4j.scan.ScanPlan} first.
 */
@NullMarked
package bliss4j.scan;

import org.jspecify.annotations.NullMarked;
