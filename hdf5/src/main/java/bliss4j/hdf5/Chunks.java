package bliss4j.hdf5;

import bliss4j.array.Shape;
import bliss4j.packing.ChunkCodec;
import bliss4j.packing.Packing;
import java.util.List;
import java.util.Optional;
import org.bytedeco.hdf5.global.hdf5;

/**
 * How a dataset is divided on the disk.
 *
 * @param shape the shape of a chunk; {@code ()} if the dataset lies in one piece
 * @param itemBytes bytes of one item on the disk
 * @param filters what a chunk goes through
 */
record Chunks(Shape shape, int itemBytes, Filters filters) {
    /** Used under the lock. */
    static Chunks of(long dataset, Place place) {
        long list = place.ok(hdf5.H5Dget_create_plist(dataset), "ask for its properties");
        long type = place.ok(hdf5.H5Dget_type(dataset), "ask for its type");
        try {
            boolean variable = hdf5.H5Tis_variable_str(type) > 0; // whose size HDF5 gives as it is in memory
            int itemBytes = variable ? DatasetSpec.TEXT_BYTES : Math.toIntExact(hdf5.H5Tget_size(type));
            if (hdf5.H5Pget_layout(list) != hdf5.H5D_CHUNKED) {
                return new Chunks(Shape.SCALAR, itemBytes, new Filters(List.of(), List.of()));
            }
            long[] lengths = new long[(int) place.ok(hdf5.H5Pget_chunk(list, 0, (long[]) null), "ask for its chunks")];
            place.ok(hdf5.H5Pget_chunk(list, lengths.length, lengths), "ask for its chunks");
            return new Chunks(Space.shape(lengths, place), itemBytes, Filters.of(list));
        } finally {
            hdf5.H5Tclose(type);
            hdf5.H5Pclose(list);
        }
    }

    /** Bytes of one chunk; 0 if the dataset lies in one piece. */
    long bytes() {
        return shape.rank() == 0 ? 0 : (long) shape.size() * itemBytes;
    }

    /** How many whole rows make a chunk; 0 if chunks do not consist of whole rows. */
    int rows(Shape row) {
        boolean whole = shape.rank() > 0 && shape.row().equals(row) && bytes() <= Integer.MAX_VALUE;
        return whole ? shape.length(0) : 0;
    }

    boolean filtered() {
        return !filters.isEmpty();
    }

    /** What packs the chunks, if it is what we know. */
    Optional<ChunkCodec> codec() {
        return shape.rank() > 0 && bytes() <= Integer.MAX_VALUE
                ? filters.codec(itemBytes, (int) bytes())
                : Optional.empty();
    }

    /** The way in which they are packed, if we know it. */
    Optional<Packing.Method> method() {
        return filters.method(itemBytes);
    }
}
