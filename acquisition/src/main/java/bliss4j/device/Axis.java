package bliss4j.device;

import java.util.Optional;

/**
 * A motor. Positions are in user units. One move at a time; {@link #stop} may come from any thread.
 */
public interface Axis {
    String name();

    /** The unit of positions, empty if none was configured. */
    Optional<String> unit();

    /** Where it is now, read from the device. */
    double position();

    /** Where it is now in the controller's own units. */
    double dial();

    Limits limits();

    /**
     * Starts a move and returns.
     *
     * @throws AcquisitionException if the target is beyond a limit, or it is moving already
     */
    void startMove(double target);

    /** Waits until it stands still: at its target, or where {@link #stop} left it. */
    void awaitStop() throws InterruptedException;

    /** Stops at once, wherever it is; the position is kept. Does nothing if it stands still. */
    void stop();

    /** How long a move over {@code distance} takes, in seconds. */
    double secondsFor(double distance);

    /** Moves and waits. */
    default void move(double target) throws InterruptedException {
        startMove(target);
        awaitStop();
    }
}
