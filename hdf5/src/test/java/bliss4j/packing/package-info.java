@NullMarked
package bliss4j.packing;

import org.jspecify.annotations.NullMarked;
