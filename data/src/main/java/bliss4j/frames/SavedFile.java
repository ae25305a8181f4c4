package bliss4j.frames;

import bliss4j.array.NdArray;
import bliss4j.block.DataException;
import bliss4j.block.ImageReference;
import bliss4j.edf.EdfReader;
import bliss4j.hdf5.Hdf5Exception;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageSource;
import bliss4j.image.MissingImageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads images from the files into which cameras saved them. Any thread may ask, virtual ones too. */
public final class SavedFile implements ImageSource {
    @Override
    public Optional<NdArray> image(ImageReference reference) {
        return reference.isSaved() ? Optional.of(read(reference)) : Optional.empty();
    }

    /**
     * The pixels: rows, then columns, with the dtype of the file.
     *
     * @throws MissingImageException if it is not in the file, the file is not there, or it cannot be read
     * @throws DataException if the format is none of ours
     */
    public static NdArray read(ImageReference image) {
        if (!image.isSaved()) {
            throw missing(image, "it was not saved");
        }
        boolean edf = ImageFormat.isEdf(image.format());
        if (!edf && !ImageFormat.isHdf5(image.format())) {
            throw new DataException("Format not managed yet: '" + image.format() + "' of " + image.file()
                    + ", expected one that begins with EDF or HDF5");
        }
        Path file = path(image);
        if (!Files.exists(file)) {
            throw missing(image, "there is no file " + file + "; was it moved or removed?");
        }
        try {
            return edf ? EdfReader.read(file, image.frame()) : DetectorData.read(file, image.path(), image.frame());
        } catch (DataException | Hdf5Exception e) {
            throw new MissingImageException(cannotRetrieve(image) + ": " + e.getMessage(), e);
        }
    }

    private static Path path(ImageReference image) {
        try {
            return Path.of(image.file());
        } catch (InvalidPathException e) {
            throw new MissingImageException(cannotRetrieve(image) + ": '" + image.file() + "' is no path", e);
        }
    }

    private static MissingImageException missing(ImageReference image, String why) {
        return new MissingImageException(cannotRetrieve(image) + ": " + why);
    }

    private static String cannotRetrieve(ImageReference image) {
        return "Cannot retrieve image " + image.image() + " from file";
    }
}
