/** Tests of saving, with h5py, silx and fabio as oracles. */
@NullMarked
package bliss4j.imageserver;

import org.jspecify.annotations.NullMarked;
