/** Tests of HDF5 files, with h5py and h5dump as oracles. */
@NullMarked
package bliss4j.hdf5;

import org.jspecify.annotations.NullMarked;
