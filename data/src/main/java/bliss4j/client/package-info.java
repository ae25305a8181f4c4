/** placeholder */
@NullMarked
package bliss4j.client;

import org.jspecify.annotations.NullMarked;
