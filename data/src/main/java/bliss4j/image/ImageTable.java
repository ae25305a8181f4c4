package bliss4j.image;

import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.ImageReference;
import java.nio.file.Path;
import java.util.List;

/**
 * Images as rows of text, which is how they are published and what a scan's file has of them: the file's name, its format,
 * the frame in it, the path in it, and the file from the scan's file on. All empty for an image that is in no file.
 */
public final class ImageTable {
    /** The shape of a row. */
    public static final Shape ROW = Shape.of(5);

    private static final Texts NOT_SAVED = new Texts(ROW.times(1), List.of("", "", "", "", ""));

    private ImageTable() {}

    /**
     * One image that is in a file.
     *
     * @param directory where the scan's file is
     */
    public static Texts row(ImageSaving saving, long image, Path directory) {
        Path file = saving.file(image).toAbsolutePath().normalize();
        String name = String.valueOf(file.getFileName());
        return new Texts(
                ROW.times(1),
                List.of(
                        name,
                        saving.format(),
                        Integer.toString(saving.frame(image)),
                        saving.pathInFile(),
                        directory.toAbsolutePath().normalize().relativize(file).toString()));
    }

    /** One image that is in no file. */
    public static Texts notSaved() {
        return NOT_SAVED;
    }

    /** Whether a row is of an image that is in a file. */
    public static boolean isSaved(Texts row) {
        return !row.item(0).isEmpty();
    }

    /** The path of a row's image in its file; empty for formats without paths, and for an image that is in no file. */
    public static String pathInFile(Texts row) {
        return row.item(3);
    }

    /** The file of a row, from the directory of the scan's file on. */
    public static String fromDataFile(Texts row) {
        return row.item(4);
    }

    /** Where the image of a row is. */
    public static ImageReference reference(ImageAcquisition acquisition, long image, Texts row) {
        if (acquisition.saving().isEmpty() || !isSaved(row)) {
            return ImageReference.inMemory(image, acquisition.server(), acquisition.number());
        }
        Path file = acquisition.saving().get().directory().resolve(row.item(0));
        return new ImageReference(
                image,
                file.toString(),
                pathInFile(row),
                Integer.parseInt(row.item(2)),
                row.item(1),
                acquisition.server(),
                acquisition.number());
    }
}
