package bliss4j.chain;

import java.util.Collections;
import java.util.Iterator;

/**
 * What a user does beside a chain. Whatever a call throws stops the scan, as the failure of a device does; {@link #stop} is
 * called all the same.
 */
public interface ChainPreset {
    /** Before the devices are prepared. */
    default void prepare(AcquisitionChain chain) {}

    /** When all devices are prepared, before the first one starts. */
    default void start(AcquisitionChain chain) {}

    /** When all devices have stopped, however the scan ended. */
    default void stop(AcquisitionChain chain) {}

    /**
     * One for each iteration of the first top master, a point of a step scan; none are called once there are no more. Asked
     * before the first iteration, in that master's thread, as they are.
     */
    default Iterator<IterationPreset> iterations(AcquisitionChain chain) {
        return Collections.emptyIterator();
    }

    /** What a user does beside one iteration. */
    interface IterationPreset {
        /** The axes are where the iteration takes place. */
        default void prepare() {}

        /** Right before the devices are triggered. */
        default void start() {}

        /** The devices have measured. Not called if the iteration failed. */
        default void stop() {}
    }
}
