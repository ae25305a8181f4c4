/**
 * Redis as the original's clients of 2021 know it: keys, streams and pickles of layout {@code v1.1}.
 *
 * <p>Pickles are written in one small subset of protocol 3 and read from any Python publisher, protocols 0 to 5, for a
 * closed list of types: a pickle never runs or builds anything else. Is alone in using Jedis.
 */
@NullMarked
package bliss4j.redis;

import org.jspecify.annotations.NullMarked;
