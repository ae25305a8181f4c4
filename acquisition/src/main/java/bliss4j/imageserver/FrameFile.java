package bliss4j.imageserver;

/**
 * A file to which images are added; used by one thread.
 *
 * @param <P> an image as it goes to the disk
 */
interface FrameFile<P> {
    /** Adds an image; if it fails, those before it stay. */
    void append(P image);

    /** Leaves the place of an image empty that was lost. */
    void leaveOut(long image);

    /** From here on any process can read what was added. */
    void flush();

    /**
     * Ends the file; it is closed even if this fails.
     *
     * @param sync whether to wait until the disk has it
     */
    void close(boolean sync);
}
