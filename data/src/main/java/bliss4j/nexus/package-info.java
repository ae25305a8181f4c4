/**
 * Scans in HDF5 files, laid out as NeXus: written while they run, read back as the same tree.
 *
 * <p>{@code NexusLayout} says what a scan's entry looks like, as a pure function of its description
 * ({@code docs/reference/nexus-layout.md} is its table); {@code NexusSink}
 * writes it; {@code ScanFile} is the one open file that scans of this process share, behind a lock that other processes
 * respect. {@link bliss4j.nexus.NexusStore} rebuilds nodes, info and points from what was written: a range is read in
 * slices of 4 MiB, each in one hold of HDF5's lock. Imports {@code publish}, {@code data}, {@code block}, {@code array}
 * and {@code hdf5}. Open {@link bliss4j.nexus.NexusFiles} first.
 */
@NullMarked
package bliss4j.nexus;

import org.jspecify.annotations.NullMarked;
