/**
 * A session: the devices it has, where it saves, and the scans it ran.
 *
 * <p>Imports {@code config}, {@code scan} and {@code saving}. Open {@link bliss4j.session.Session} first.
 */
@NullMarked
package bliss4j.session;

import org.jspecify.annotations.NullMarked;
