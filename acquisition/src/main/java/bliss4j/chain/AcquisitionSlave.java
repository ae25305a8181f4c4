package bliss4j.chain;

/** A device that measures when its master says so. */
public non-sealed interface AcquisitionSlave extends AcquisitionDevice {
    /** Begins to measure and returns. */
    void trigger() throws InterruptedException;
}
