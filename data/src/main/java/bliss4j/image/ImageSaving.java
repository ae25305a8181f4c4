package bliss4j.image;

import bliss4j.block.DataException;
import bliss4j.block.ImageReference;
import bliss4j.block.Value;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a camera saves the images of one acquisition, and so in which file each of them is; one that saves nothing has none.
 *
 * @param format a camera's word: one of {@link ImageFormat}, or another one's that we cannot write
 * @param directory absolute
 * @param prefix what the names of all files begin with; may be empty
 * @param indexFormat how the number of a file stands in its name, as in C: {@code %04d}
 * @param suffix what the names of all files end with: {@code .edf}
 * @param framesPerFile how many images follow one another in a file
 * @param frames how many images are saved in all; 0 until the acquisition ends
 * @param nextNumber the number of the first file
 * @param inside where they are inside an HDF5 file
 */
public record ImageSaving(
        String format,
        Path directory,
        String prefix,
        String indexFormat,
        String suffix,
        int framesPerFile,
        long frames,
        long nextNumber,
        PathInFile inside) {
    private static final String DEFAULT_INDEX = "%04d";

    public ImageSaving {
        if (format.isBlank()) {
            throw new DataException("image files without a format: expected one such as EDF or HDF5");
        }
        if (!directory.isAbsolute()) {
            throw new DataException(
                    "directory '" + directory + "' of image files: expected an absolute one, others must find it too");
        }
        checkPart("prefix", prefix);
        checkPart("suffix", suffix);
        if (!suffix.startsWith(".") || suffix.length() < 2) {
            throw new DataException("suffix '" + suffix + "' of image files: expected a dot first, such as .edf");
        }
        checkLeast("frames per file", framesPerFile, 1);
        checkLeast("frames of an acquisition", frames, 0);
        checkLeast("next number of an image file", nextNumber, 0);
        IndexFormat.of(indexFormat);
    }

    /** A part of the pattern that readers put the number into. */
    private static void checkPart(String what, String part) {
        if (part.indexOf('/') >= 0 || part.indexOf('%') >= 0 || part.indexOf('\0') >= 0) {
            throw new DataException(what + " '" + part + "' of image files: expected a part of a file's name without"
                    + " '/', and without '%', which stands for the number");
        }
    }

    private static void checkLeast(String what, long value, long least) {
        if (value < least) {
            throw new DataException(what + " is " + value + ": expected " + least + " or more");
        }
    }

    /** One image a file, from number 0000 on, with the format's usual suffix. */
    public static ImageSaving of(ImageFormat format, Path directory, String prefix, String detector) {
        return new ImageSaving(
                format.name(),
                directory,
                prefix,
                DEFAULT_INDEX,
                format.suffix(),
                1,
                0,
                0,
                PathInFile.ofDetector(detector));
    }

    public ImageSaving withFramesPerFile(int count) {
        return new ImageSaving(format, directory, prefix, indexFormat, suffix, count, frames, nextNumber, inside);
    }

    /** @param count how many images are saved in all; 0 until the acquisition ends */
    public ImageSaving withFrames(long count) {
        return new ImageSaving(
                format, directory, prefix, indexFormat, suffix, framesPerFile, count, nextNumber, inside);
    }

    public ImageSaving withNextNumber(long number) {
        return new ImageSaving(format, directory, prefix, indexFormat, suffix, framesPerFile, frames, number, inside);
    }

    public ImageSaving withNames(String newPrefix, String newIndexFormat, String newSuffix) {
        return new ImageSaving(
                format, directory, newPrefix, newIndexFormat, newSuffix, framesPerFile, frames, nextNumber, inside);
    }

    /** The same files seen from another host. */
    public ImageSaving withDirectory(Path other) {
        return new ImageSaving(format, other, prefix, indexFormat, suffix, framesPerFile, frames, nextNumber, inside);
    }

    /** The file that holds image {@code image}, counted from 0. */
    public Path file(long image) {
        checkLeast("number of an image", image, 0);
        return fileOfNumber(nextNumber + image / framesPerFile);
    }

    private Path fileOfNumber(long number) {
        return directory.resolve(prefix + IndexFormat.of(indexFormat).write(number) + suffix);
    }

    /** The place of image {@code image} among the frames of its file, from 0. */
    public int frame(long image) {
        checkLeast("number of an image", image, 0);
        return (int) (image % framesPerFile);
    }

    /** Where the images are in a file; empty for EDF, which has no paths. */
    public String pathInFile() {
        return ImageFormat.isHdf5(format) ? inside.path() : "";
    }

    /** Where image {@code image} is once it is saved. */
    public ImageReference reference(long image) {
        return ImageReference.saved(image, file(image).toString(), pathInFile(), frame(image), format);
    }

    /** As it stands in the info of an image's node; see {@code docs/reference/images.md}. */
    public Map<String, Value> description() {
        return SavingWords.describe(this);
    }

    /**
     * Reads what {@link #description} or a camera wrote; other entries are passed over.
     *
     * @return empty if it says that images are not saved, or nothing of saving
     * @throws DataException if an entry is missing or makes no sense
     */
    public static Optional<ImageSaving> of(Value.MapOf description) {
        return SavingWords.read(description);
    }
}
