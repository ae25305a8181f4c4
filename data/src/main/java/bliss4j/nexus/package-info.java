/** placeholder */
@NullMarked
package bliss4j.nexus;

import org.jspecify.annotations.NullMarked;
