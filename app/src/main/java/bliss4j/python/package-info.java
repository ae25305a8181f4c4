/**
 * Python 3 on the JVM: one interpreter, the functions of Java that it may call, and how what it runs is stopped.
 *
 * <p>Users see thin Python faces (the resources of {@code shell}), which ask the functions of {@link
 * bliss4j.python.HostFunctions} by name; no other Java class is within their reach. Polyglot and Truffle belong to this package
 * and to {@code shell}, which writes the functions of a session. Knows no session, no terminal. Imports {@code scan}, {@code
 * saving} and {@code data}, whose objects have faces. Open {@link bliss4j.python.Interpreter} first.
 */
@NullMarked
package bliss4j.python;

import org.jspecify.annotations.NullMarked;
