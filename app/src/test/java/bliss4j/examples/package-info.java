/** What programs that use bliss4j look like; {@code docs/guide} shows these sources, and a test runs them. */
@NullMarked
package bliss4j.examples;

import org.jspecify.annotations.NullMarked;
