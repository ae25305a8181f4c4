/** placeholder */
@NullMarked
package bliss4j.memory;

import org.jspecify.annotations.NullMarked;
