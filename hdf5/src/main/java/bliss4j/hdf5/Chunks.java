package bliss4j.hdf5;

import bliss4j.array.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * How a dataset is divided on the disk.
 *
 * @param shape the shape of a chunk; {@code ()} if the dataset lies in one piece
 * @param itemBytes bytes of one item on the disk
 * @param filters the numbers of the filters that a chunk goes through
 * @param deflateLevel deflate's level, where it is the last of them
 */
record Chunks(Shape shape, int itemBytes, List<Integer> filters, int deflateLevel) {
    private static final List<Integer> DEFLATE = List.of(hdf5.H5Z_FILTER_DEFLATE);
    private static final List<Integer> SHUFFLE_DEFLATE = List.of(hdf5.H5Z_FILTER_SHUFFLE, hdf5.H5Z_FILTER_DEFLATE);

    /** Used under the lock. */
    static Chunks of(long dataset, Place place) {
        long list = place.ok(hdf5.H5Dget_create_plist(dataset), "ask for its properties");
        long type = place.ok(hdf5.H5Dget_type(dataset), "ask for its type");
        try {
            boolean variable = hdf5.H5Tis_variable_str(type) > 0; // whose size HDF5 gives as it is in memory
            int itemBytes = variable ? DatasetSpec.TEXT_BYTES : Math.toIntExact(hdf5.H5Tget_size(type));
            if (hdf5.H5Pget_layout(list) != hdf5.H5D_CHUNKED) {
                return new Chunks(Shape.SCALAR, itemBytes, List.of(), 0);
            }
            long[] lengths = new long[(int) place.ok(hdf5.H5Pget_chunk(list, 0, (long[]) null), "ask for its chunks")];
            place.ok(hdf5.H5Pget_chunk(list, lengths.length, lengths), "ask for its chunks");
            return withFilters(list, Space.shape(lengths, place), itemBytes);
        } finally {
            hdf5.H5Tclose(type);
            hdf5.H5Pclose(list);
        }
    }

    private static Chunks withFilters(long list, Shape shape, int itemBytes) {
        List<Integer> filters = new ArrayList<>();
        int[] values = new int[1];
        try (SizeTPointer count = new SizeTPointer(1)) {
            for (int i = 0; i < hdf5.H5Pget_nfilters(list); i++) {
                count.put(1);
                filters.add(hdf5.H5Pget_filter2(list, i, new int[1], count, values, 0, new byte[0], new int[1]));
            }
        }
        // deflate has one value, its level, and comes last where we know the filters
        return new Chunks(shape, itemBytes, List.copyOf(filters), values[0]);
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
        boolean shuffled = filters.equals(SHUFFLE_DEFLATE);
        return (shuffled || filters.equals(DEFLATE)) && bytes() <= Integer.MAX_VALUE
                ? Optional.of(new ChunkCodec(itemBytes, shuffled, deflateLevel, (int) bytes()))
                : Optional.empty();
    }
}
