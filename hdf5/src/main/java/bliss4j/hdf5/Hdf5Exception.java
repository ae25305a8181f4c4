package bliss4j.hdf5;

/** An HDF5 file could not be read or written; the message holds the file, the object's path and HDF5's own reason. */
public final class Hdf5Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hdf5Exception(String message) {
        super(message);
    }

    Hdf5Exception(String message, Throwable cause) {
        super(message, cause);
    }
}
