/**
 * The Python shell of a session: {@code bliss -s test_session}.
 *
 * <p>Runs Python 3 on the JVM. Users see thin Python faces (the resources beside this package), which ask the functions of
 * {@link bliss4j.shell.HostFunctions} by name; no other Java class is within their reach. JLine and Polyglot belong to this
 * package. Imports {@code session}, {@code scan}, {@code saving}, {@code config} and {@code data}. Open {@link
 * bliss4j.shell.PythonShell} first.
 */
@NullMarked
package bliss4j.shell;

import org.jspecify.annotations.NullMarked;
