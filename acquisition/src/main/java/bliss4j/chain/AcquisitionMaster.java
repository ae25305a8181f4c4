package bliss4j.chain;

/** A device that says when those below it measure. */
public non-sealed interface AcquisitionMaster extends AcquisitionDevice {
    /**
     * Goes to where the next iteration takes place. Asked of top masters only.
     *
     * @return false when there is none
     */
    boolean next() throws InterruptedException;

    /** Begins an iteration: triggers those below when the moment has come, and returns. */
    void trigger(Triggers below) throws InterruptedException;

    /** The devices right below a master. */
    @FunctionalInterface
    interface Triggers {
        /** Triggers them all, in the order in which they were added. */
        void fire() throws InterruptedException;
    }
}
