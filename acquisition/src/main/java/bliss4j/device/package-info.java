/**
 * What can be moved and measured: small interfaces of one capability each.
 *
 * <p>What cannot do a thing does not implement it. Imports {@code block} and {@code array}. Open {@link
 * bliss4j.device.Axis} first.
 */
@NullMarked
package bliss4j.device;

import org.jspecify.annotations.NullMarked;
