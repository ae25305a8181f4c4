/**
 * Where scans are saved: the parameters behind {@code SCAN_SAVING}, and the paths and tree nodes they give.
 *
 * <p>{@link bliss4j.saving.ScanSaving} is what a user changes; every change is kept at once in the sets of
 * {@code bliss4j.parameters}, and every look reads them anew. {@link bliss4j.saving.SavingPaths} is what a scan takes from it
 * when it starts: immutable, checked, touching neither disk nor tree. Imports {@code bliss4j.parameters}, {@code bliss4j.data}, {@code bliss4j.block}
 * and {@code bliss4j.device}. Open {@link bliss4j.saving.ScanSaving} first.
 */
@NullMarked
package bliss4j.saving;

import org.jspecify.annotations.NullMarked;
