/**
 * What a person sees of a scan while it runs: a table with one line a point, or the counts of a {@code ct}, and a bar with the
 * time that is left.
 *
 * <p>Watches scans from inside ({@code ScanWatch}), so that it shows them with Redis away, too; it holds no scan up: points wait in
 * a ring, and lines that the terminal is too slow for are left out and counted. Knows no terminal library and no Python. Imports
 * {@code scan} and {@code publish}. Open {@link bliss4j.display.ScanDisplay} first.
 */
@NullMarked
package bliss4j.display;

import org.jspecify.annotations.NullMarked;
