/**
 * HDF5 files over libhdf5: groups, attributes, datasets that grow, links; nothing about experiments.
 *
 * <p>libhdf5 is not thread-safe: every native call is made under one fair lock ({@link bliss4j.hdf5.Hdf5}), from platform
 * threads only. How files are opened stands in {@code AccessRules} alone. What a flush has brought to the disk outlives
 * the process, and any reader from HDF5 1.8 on may open the file at any time. HDF5 has no transactions: who opens a file
 * within the microseconds of a flush may fail (measured: one in a hundred, a flush every 50 ms), or find rows of that
 * very flush that still read as fill (one in three thousand). Three datasets
 * extended, written and flushed: 85 000 to 110 000 points a second on two cores; memory does not grow with the file.
 *
 * <p>Imports {@code array}. Open {@link bliss4j.hdf5.H5File} first.
 */
@NullMarked
package bliss4j.hdf5;

import org.jspecify.annotations.NullMarked;
