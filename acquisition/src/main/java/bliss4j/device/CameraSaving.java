package bliss4j.device;

import bliss4j.image.ImageFormat;

/**
 * How a camera saves when a scan has it save.
 *
 * @param format what files
 * @param framesPerFile how many images in each
 * @param whenFull what becomes of images that come faster than they can be saved
 */
public record CameraSaving(ImageFormat format, int framesPerFile, WhenFull whenFull) {
    /** What happens while the memory is full of images that are still to be saved. */
    public enum WhenFull {
        /** The next exposure waits. */
        WAIT,
        /** The image is lost, which is told. */
        DROP
    }

    public CameraSaving {
        if (framesPerFile < 1) {
            throw new AcquisitionException(framesPerFile + " frames in a file: expected 1 or more");
        }
    }
}
