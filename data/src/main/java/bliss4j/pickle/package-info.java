/**
 * The pickles of layout {@code v1.1}: written in one small subset of protocol 3, read from any Python publisher, protocols
 * 0 to 5, for a closed list of types. A pickle never runs or builds anything else, and the work of reading one is bounded by
 * its length.
 *
 * <p>Knows nothing of Redis. Imports {@code block} and {@code array}. Open {@link bliss4j.pickle.PickleReader} first.
 */
@NullMarked
package bliss4j.pickle;

import org.jspecify.annotations.NullMarked;
