/** Tests of {@code bliss4j.nexus}; what they compare with are h5py, silx and h5dump. */
@NullMarked
package bliss4j.nexus;

import org.jspecify.annotations.NullMarked;
