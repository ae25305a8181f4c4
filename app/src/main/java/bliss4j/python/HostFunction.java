package bliss4j.python;

import org.jspecify.annotations.Nullable;

/**
 * A function that Python faces call by its name in {@link HostFunctions}.
 *
 * @see Arguments what it is given
 * @see Faces#toPython what it may return
 */
@FunctionalInterface
public interface HostFunction {
    /** @throws InterruptedException if it was stopped while it waited */
    @Nullable
    Object call(Arguments arguments) throws InterruptedException;
}
