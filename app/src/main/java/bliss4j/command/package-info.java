/**
 * The commands of {@code ./bliss}, one class each, and what they print.
 *
 * <p>Imports {@code session}, {@code scan}, {@code saving}, {@code config}, {@code client}, {@code data} and the local
 * Redis. picocli belongs to this package and to {@code app}. Open {@link bliss4j.command.Workplace} first, then {@link
 * bliss4j.command.DemoCommand}.
 */
@NullMarked
package bliss4j.command;

import org.jspecify.annotations.NullMarked;
