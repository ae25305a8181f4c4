package bliss4j.block;

/**
 * Where one image of a camera is: in a file, in the memory of the camera's server, or in both.
 *
 * @param image its number in the acquisition, from 0
 * @param file the file that holds it; empty when it is not saved
 * @param path where in the file, for HDF5; empty for formats without inner paths
 * @param frame its place among the file's frames, from 0
 * @param format how the file is written, in the camera's word: {@code HDF5}, {@code EDF}
 * @param server the address of the server that has it in memory; empty when there is none
 * @param acquisition the server's acquisition number: memory of another acquisition holds other images
 */
public record ImageReference(
        long image, String file, String path, int frame, String format, String server, long acquisition) {
    public ImageReference {
        if (image < 0 || frame < 0) {
            throw new DataException("image " + image + ", frame " + frame + " of '" + file + "': expected 0 or more");
        }
    }

    /** An image that is in a file only. */
    public static ImageReference saved(long image, String file, String path, int frame, String format) {
        return new ImageReference(image, file, path, frame, format, "", -1);
    }

    /** An image that is in the memory of a server only. */
    public static ImageReference inMemory(long image, String server, long acquisition) {
        return new ImageReference(image, "", "", 0, "", server, acquisition);
    }

    /** Whether a file holds it. */
    public boolean isSaved() {
        return !file.isEmpty();
    }
}
