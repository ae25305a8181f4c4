/**
 * The prompt of a session in a terminal: {@code bliss -s test_session}.
 *
 * <p>Reads inputs, completes names, keeps the history, prints what comes of inputs; what they mean is the shell's. JLine belongs
 * to this package. Imports {@code shell} and {@code python}. Open {@link bliss4j.console.Console} first.
 */
@NullMarked
package bliss4j.console;

import org.jspecify.annotations.NullMarked;
