/**
 * HDF5 files over libhdf5: groups, attributes, datasets that grow, links; nothing about experiments.
 *
 * <p>libhdf5 is not thread-safe: every native call is made under one fair lock ({@link bliss4j.hdf5.Hdf5}), from platform
 * threads only. How files are opened stands in {@code AccessRules} alone. What is written lies behind a file driver of ours
 * ({@code Driver}), which brings it to the disk at a flush, in an order that readers at that moment and a killed process
 * survive (docs/adr/0009): any reader from HDF5 1.8 on may open the file at any time. Three datasets extended, written and
 * flushed: 85 000 to 110 000 points a second on two cores; memory does not grow with the file.
 *
 * <p>Imports {@code array} and {@code disk}. Open {@link bliss4j.hdf5.H5File} first.
 */
@NullMarked
package bliss4j.hdf5;

import org.jspecify.annotations.NullMarked;
