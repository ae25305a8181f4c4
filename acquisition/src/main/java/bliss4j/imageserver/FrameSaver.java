package bliss4j.imageserver;

/** Brings the frames of one acquisition into files. Tells on a thread of its own, in order, which of them others can read. */
interface FrameSaver extends AutoCloseable {
    /**
     * Takes a frame; its bytes stay as they are until it is told as saved. One thread.
     *
     * @param number in the acquisition; what is left out was lost
     * @param pixels little-endian, row by row
     */
    void save(long number, byte[] pixels);

    /** Waits until all is saved or has failed, and lets go of the files. */
    @Override
    void close();
}
