package bliss4j.chain;

import java.util.List;

/**
 * A device as it takes part in one scan. Its calls come in this order: {@link #prepare}, {@link #start}, then for each
 * iteration a trigger and {@link #await}, at last {@link #stop}. They come one at a time, each seeing what the one before
 * did, but not all from one thread: several slaves are waited for at once.
 *
 * <p>{@link #abort} may come at any time before the end, once, from any thread, also without any other call before it, and
 * ends every wait of the device at once. After it only {@link #stop} is called, and what else a call throws is no failure.
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

    /** The scan is over, however it ended and however far this device came. */
    default void stop() {}

    /** Stops what moves and ends what waits, at once; does not wait itself. */
    void abort();
}
