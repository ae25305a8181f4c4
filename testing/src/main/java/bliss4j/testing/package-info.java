/**
 * Fixtures for the tests of every module: a real Redis, the outside oracles, a clock to set by hand, a check for leaked
 * threads.
 *
 * <p>May import {@code localredis} and nothing else of ours. Open {@code Oracles} first.
 */
@NullMarked
package bliss4j.testing;

import org.jspecify.annotations.NullMarked;
