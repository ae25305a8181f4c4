/**
 * Lets the original's Python clients in, unmodified: answers as much of its Beacon protocol as they ask, and relays their
 * connections to Redis, to which it shows the password that they do not know. Listens on loopback only.
 *
 * <p>Imports nothing of ours. Knows no commands of Redis but AUTH. Open {@link bliss4j.beacon.Beacon} first.
 */
@NullMarked
package bliss4j.beacon;

import org.jspecify.annotations.NullMarked;
