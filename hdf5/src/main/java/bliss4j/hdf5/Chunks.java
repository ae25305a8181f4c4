package bliss4j.hdf5;

import org.bytedeco.hdf5.global.hdf5;

/** How a dataset is divided on the disk; used under the lock. */
final class Chunks {
    private Chunks() {}

    /** Bytes of one chunk; 0 if the dataset lies in one piece. */
    static long bytes(long dataset, Place place) {
        long bytes = 1;
        long[] lengths = lengths(dataset, place);
        if (lengths.length == 0) {
            return 0;
        }
        for (long length : lengths) {
            bytes *= length;
        }
        long type = place.ok(hdf5.H5Dget_type(dataset), "ask for its type");
        try {
            return bytes * hdf5.H5Tget_size(type);
        } finally {
            hdf5.H5Tclose(type);
        }
    }

    /** The lengths of a chunk; none if the dataset lies in one piece. */
    static long[] lengths(long dataset, Place place) {
        long list = place.ok(hdf5.H5Dget_create_plist(dataset), "ask for its properties");
        try {
            if (hdf5.H5Pget_layout(list) != hdf5.H5D_CHUNKED) {
                return new long[0];
            }
            long[] lengths = new long[(int) place.ok(hdf5.H5Pget_chunk(list, 0, (long[]) null), "ask for its chunks")];
            place.ok(hdf5.H5Pget_chunk(list, lengths.length, lengths), "ask for its chunks");
            return lengths;
        } finally {
            hdf5.H5Pclose(list);
        }
    }
}
