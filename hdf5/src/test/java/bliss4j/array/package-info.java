/** Tests of arrays, with numpy as oracle. */
@NullMarked
package bliss4j.array;

import org.jspecify.annotations.NullMarked;
