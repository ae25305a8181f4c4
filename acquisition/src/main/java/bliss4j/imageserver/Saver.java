package bliss4j.imageserver;

/** Brings the frames of one acquisition into files; whoever made it is told what is saved. */
interface Saver extends AutoCloseable {
    /**
     * Takes a frame; waits while as many as may are pending. One thread.
     *
     * @param number in the acquisition; what is left out was lost
     * @param pixels little-endian, row by row; they stay as they are until the frame is told to be saved
     */
    void save(long number, byte[] pixels) throws InterruptedException;

    /** Waits until all is saved or has failed, and lets go of the files. */
    @Override
    void close();
}
