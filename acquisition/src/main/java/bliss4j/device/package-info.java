/**
 * What a device can do, as small interfaces of one capability each: moving, counting, taking images, giving triggers.
 *
 * <p>Also the root of what this module throws. Imports {@code bliss4j.block}.
 */
@NullMarked
package bliss4j.device;

import org.jspecify.annotations.NullMarked;
