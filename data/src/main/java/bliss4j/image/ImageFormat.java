package bliss4j.image;

import bliss4j.block.DataException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats in which images are saved, under the names that cameras have for them. */
public enum ImageFormat {
    EDF(".edf"),
    /** Every frame of its own packed with gzip. */
    EDFGZ(".edf.gz"),
    HDF5(".h5"),
    /** Shuffled and deflated, which every HDF5 reader can unpack. */
    HDF5GZ(".h5"),
    /** LZ4, HDF5's filter 32004. */
    HDF5LZ4(".h5"),
    /** Bitshuffle and LZ4, HDF5's filter 32008: small and fast for counts of photons. */
    HDF5BS(".h5");

    private final String suffix;

    ImageFormat(String suffix) {
        this.suffix = suffix;
    }

    /** How the names of its files end, where nobody says otherwise. */
    public String suffix() {
        return suffix;
    }

    public boolean isHdf5() {
        return isHdf5(name());
    }

    /** Whether a camera's word means EDF files: {@code EDF}, {@code EDFConcat}, {@code EdfGz} … */
    public static boolean isEdf(String format) {
        return format.toLowerCase(Locale.ROOT).startsWith("edf");
    }

    /** Whether a camera's word means HDF5 files. */
    public static boolean isHdf5(String format) {
        return format.toLowerCase(Locale.ROOT).startsWith("hdf5");
    }

    /**
     * The format in which we write what a camera's word asks for.
     *
     * @throws DataException if it is none of ours
     */
    public static ImageFormat of(String format) {
        return find(format)
                .orElseThrow(() -> new DataException("image format '" + format + "' cannot be written: expected one of "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    static Optional<ImageFormat> find(String format) {
        return Arrays.stream(values())
                .filter(known -> known.name().equalsIgnoreCase(format))
                .findFirst();
    }
}
