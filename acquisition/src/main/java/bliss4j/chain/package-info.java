/**
 * The chain of an acquisition: masters that say when, slaves that measure, and what runs them.
 *
 * <p>A chain has any number of top masters, each with its own thread; below a master are slaves and further masters, to
 * any depth. An iteration is one trigger: a step scan has one a point, a continuous scan one a sweep, and a device emits as
 * many points as it took. Imports {@code device}, {@code block} and {@code array}. Open {@link
 * bliss4j.chain.AcquisitionChain} first, then {@link bliss4j.chain.ChainRunner}.
 */
@NullMarked
package bliss4j.chain;

import org.jspecify.annotations.NullMarked;
