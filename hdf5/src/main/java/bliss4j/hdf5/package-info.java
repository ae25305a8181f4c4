/**
 * HDF5 files over libhdf5: groups, attributes, datasets that grow, links; nothing about experiments.
 *
 * <p>libhdf5 is not thread-safe: every native call is made under one fair lock ({@code Hdf5}), from platform
 * threads only. Imports {@code array}. Open {@code H5File} first.
 */
@NullMarked
package bliss4j.hdf5;

import org.jspecify.annotations.NullMarked;
