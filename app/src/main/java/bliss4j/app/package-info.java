/**
 * Starts bliss4j: the main class, and which devices the configuration may name.
 *
 * <p>Sees everything that it wires; nothing sees it. Open {@link bliss4j.app.Main} first.
 */
@NullMarked
package bliss4j.app;

import org.jspecify.annotations.NullMarked;
