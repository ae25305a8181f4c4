package bliss4j.python;

import java.util.Optional;
import java.util.function.Supplier;

/** Reaches a thread in the middle of its Python, also in a loop that calls nothing. */
interface Safepoints {
    /**
     * Has {@code thread} ask {@code stop} as soon as it runs Python, and raise what it is given. Does not wait. Nothing
     * happens if the thread runs no Python any more.
     */
    void ask(Thread thread, Supplier<Optional<Stop>> stop);
}
