/**
 * Python with the names of a session: what its faces ask, its setup, its scripts, without a terminal.
 *
 * <p>Each class {@code …Functions} answers the Python module of the same subject (the resources beside this package). Imports
 * {@code python}, {@code session}, {@code scan}, {@code saving}, {@code config} and {@code data}. Open {@link
 * bliss4j.shell.PythonShell} first.
 */
@NullMarked
package bliss4j.shell;

import org.jspecify.annotations.NullMarked;
