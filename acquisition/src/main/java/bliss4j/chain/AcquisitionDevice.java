package bliss4j.chain;

import java.util.List;

/**
 * A device as it takes part in one scan. Its calls come in this order, from the thread of its top master: {@link #prepare},
 * {@link #start}, then for each iteration a trigger and {@link #await}, at last {@link #stop}. {@link #abort} may come at
 * any time from any thread and ends every wait of the device at once.
 */
public sealed interface AcquisitionDevice permits AcquisitionMaster, AcquisitionSlave {
    /** The name of its node. */
    String name();

    /** What it gives, in the order of the nodes. */
    List<AcquisitionChannel> channels();

    /** Gets ready for the scan; nothing moves yet. */
    default void prepare() throws InterruptedException {}

    /** The first iteration is next. */
    default void start() throws InterruptedException {}

    /** Waits until this iteration is over and all its points have been emitted. */
    default void await() throws InterruptedException {}

    /** The scan is over, however it ended. */
    default void stop() {}

    /** Stops what moves and ends what waits, at once. */
    void abort();
}
