package bliss4j.hdf5;

import java.nio.file.Path;

/**
 * Where in which file a native call works, for its error message.
 *
 * @param object the path of a group or dataset, {@code /} for the file itself
 */
record Place(Path file, String object) {
    /**
     * Gives back a native call's result if it is one of success.
     *
     * @throws Hdf5Exception if it is negative, as HDF5 reports failure
     */
    long ok(long result, String doing) {
        if (result < 0) {
            throw failed(doing, InnermostError.text());
        }
        return result;
    }

    Hdf5Exception failed(String doing, String reason) {
        return new Hdf5Exception(this + ": cannot " + doing + ": " + reason);
    }

    @Override
    public String toString() {
        return object.equals("/") ? file.toString() : file + "::" + object;
    }
}
