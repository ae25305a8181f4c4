package bliss4j.hdf5;

import bliss4j.packing.ChunkCodec;
import bliss4j.packing.Packing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * The filters that a dataset's chunks go through, as they stand in its properties.
 *
 * <p>libhdf5 itself knows shuffle and deflate. The others are told to be optional, so that it lets a dataset have them, and
 * are applied by {@code packing} alone.
 *
 * @param numbers the filters' numbers, in their order
 * @param values what the last one is told
 */
record Filters(List<Integer> numbers, List<Integer> values) {
    private static final int LZ4 = 32004;
    private static final int BITSHUFFLE = 32008;

    /** The version of bitshuffle's format, as its plugin writes it. */
    private static final int[] BITSHUFFLE_VERSION = {0, 4};

    /** Of bitshuffle's values: the size of an item, and what packs the turned bits. */
    private static final int ITEM_BYTES = 2;

    private static final int PACKER = 4;
    private static final int PACKED_BY_LZ4 = 2;
    private static final int MOST_VALUES = 8;

    private static final List<Integer> DEFLATE = List.of(hdf5.H5Z_FILTER_DEFLATE);
    private static final List<Integer> SHUFFLE_DEFLATE = List.of(hdf5.H5Z_FILTER_SHUFFLE, hdf5.H5Z_FILTER_DEFLATE);

    /** Puts the filters of a new dataset into its properties; under the lock. */
    static void declare(long list, DatasetSpec spec, Place place) {
        Packing packing = spec.packing();
        switch (packing.method()) {
            case NONE -> {}
            case DEFLATE -> {
                place.ok(hdf5.H5Pset_shuffle(list), "set the shuffle filter");
                place.ok(hdf5.H5Pset_deflate(list, packing.level()), "set the deflate filter");
            }
            case LZ4 -> declare(list, LZ4, new int[] {spec.chunkBytes()}, place);
            case BITSHUFFLE_LZ4 ->
                declare(
                        list,
                        BITSHUFFLE,
                        new int[] {
                            BITSHUFFLE_VERSION[0],
                            BITSHUFFLE_VERSION[1],
                            spec.dtype().itemSize(),
                            0,
                            PACKED_BY_LZ4
                        },
                        place);
        }
    }

    private static void declare(long list, int filter, int[] values, Place place) {
        place.ok(
                hdf5.H5Pset_filter(list, filter, hdf5.H5Z_FLAG_OPTIONAL, values.length, values),
                "declare filter " + filter);
    }

    /** Those of a dataset's properties; under the lock. */
    static Filters of(long list) {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        int[] values = new int[MOST_VALUES];
        try (SizeTPointer count = new SizeTPointer(1)) {
            for (int i = 0; i < hdf5.H5Pget_nfilters(list); i++) {
                count.put(MOST_VALUES);
                numbers.add(hdf5.H5Pget_filter2(list, i, new int[1], count, values, 0, new byte[0], new int[1]));
                last.clear();
                for (int k = 0; k < Math.min(count.get(), MOST_VALUES); k++) {
                    last.add(values[k]);
                }
            }
        }
        return new Filters(List.copyOf(numbers), List.copyOf(last));
    }

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** The way in which they pack, if we know it. */
    Optional<Packing.Method> method(int itemBytes) {
        if (numbers.isEmpty()) {
            return Optional.of(Packing.Method.NONE);
        }
        if (numbers.equals(DEFLATE) || numbers.equals(SHUFFLE_DEFLATE)) {
            return Optional.of(Packing.Method.DEFLATE);
        }
        if (numbers.equals(List.of(LZ4))) {
            return Optional.of(Packing.Method.LZ4);
        }
        return numbers.equals(List.of(BITSHUFFLE))
                        && values.size() > PACKER
                        && values.get(ITEM_BYTES) == itemBytes
                        && values.get(PACKER) == PACKED_BY_LZ4
                ? Optional.of(Packing.Method.BITSHUFFLE_LZ4)
                : Optional.empty();
    }

    /** What packs the chunks, if it is what we know. */
    Optional<ChunkCodec> codec(int itemBytes, int chunkBytes) {
        return method(itemBytes).filter(method -> method != Packing.Method.NONE).map(method -> switch (method) {
            case DEFLATE -> deflate(itemBytes, chunkBytes);
            default -> new Packing(method, 0).codec(itemBytes, chunkBytes);
        });
    }

    private ChunkCodec deflate(int itemBytes, int chunkBytes) {
        int level = values.isEmpty() ? 1 : values.getFirst();
        return numbers.equals(DEFLATE)
                ? Packing.deflateAlone(level, itemBytes, chunkBytes)
                : Packing.deflate(Math.max(1, level)).codec(itemBytes, chunkBytes);
    }
}
