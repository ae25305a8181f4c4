/** A package that says what it is. */
@NullMarked
package planted.library.data;

import org.jspecify.annotations.NullMarked;
