/**
 * Starts, finds and stops the Redis server that bliss4j runs for itself on this machine.
 *
 * <p>Imports nothing of ours. Used by {@code app} and by the test fixtures. Open {@code LocalRedis} first.
 */
@NullMarked
package bliss4j.localredis;

import org.jspecify.annotations.NullMarked;
