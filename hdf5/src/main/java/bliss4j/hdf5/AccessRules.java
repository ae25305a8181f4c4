package bliss4j.hdf5;

import bliss4j.array.DType;
import java.nio.file.Path;
import org.bytedeco.hdf5.H5AC_cache_config_t;
import org.bytedeco.hdf5.H5O_info2_t;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * How every file of this process is opened and its objects are made: the one place for HDF5's property lists.
 *
 * <p>What lies on the disk stays readable by HDF5 1.8, no file is locked, and no reader is told that somebody writes. All
 * under the lock.
 */
final class AccessRules {
    private static final Place LIBRARY = new Place(Path.of("libhdf5"), "/");
    private static final long SMALLEST_CACHE = 1 << 20;
    private static final long LARGEST_CACHE = 128 << 20;

    /** Chunks in a dataset's raw cache: the one that grows and the one before it. */
    private static final int CACHED_CHUNKS = 2;

    private static final long FILE_ACCESS = fileAccessList();
    private static final long FILE_CREATION = inOrder(create(hdf5.H5P_CLS_FILE_CREATE_ID_g()));
    private static final long GROUP_CREATION = inOrder(create(hdf5.H5P_CLS_GROUP_CREATE_ID_g()));
    private static final long LINK_CREATION = inUtf8(create(hdf5.H5P_CLS_LINK_CREATE_ID_g()));
    private static final long ATTRIBUTE_CREATION = inUtf8(create(hdf5.H5P_CLS_ATTRIBUTE_CREATE_ID_g()));

    /** Native structs, allocated once: JavaCPP reads the process's size from /proc for every allocation. */
    private static final H5AC_cache_config_t CACHE =
            new H5AC_cache_config_t().version(hdf5.H5AC__CURR_CACHE_CONFIG_VERSION);

    private static final H5O_info2_t ROOT = new H5O_info2_t();
    private static final SizeTPointer CACHE_SIZE = new SizeTPointer(1);
    private static final SizeTPointer NO_SIZE = new SizeTPointer();
    private static final IntPointer NO_COUNT = new IntPointer();

    private AccessRules() {}

    static long fileAccess() {
        return FILE_ACCESS;
    }

    static long fileCreation() {
        return FILE_CREATION;
    }

    static long groupCreation() {
        return GROUP_CREATION;
    }

    static long linkCreation() {
        return LINK_CREATION;
    }

    static long attributeCreation() {
        return ATTRIBUTE_CREATION;
    }

    /** A list, to be closed, for a dataset that is written once. */
    static long fixedDataset() {
        long list = create(hdf5.H5P_CLS_DATASET_CREATE_ID_g());
        LIBRARY.ok(hdf5.H5Pset_obj_track_times(list, false), "leave out times");
        return list;
    }

    /** A list, to be closed, for a dataset that grows. */
    static long growingDataset(DatasetSpec spec, StoredType type) {
        long list = fixedDataset();
        long[] chunk = Space.dimensions(spec.chunk());
        LIBRARY.ok(hdf5.H5Pset_chunk(list, chunk.length, chunk), "set the chunks");
        if (spec.widens() && !spec.chunk().row().equals(spec.row())) {
            // Chunks that we do not write ourselves get their place when the dataset grows, not in the midst of a
            // flush.
            LIBRARY.ok(hdf5.H5Pset_alloc_time(list, hdf5.H5D_ALLOC_TIME_EARLY), "take space early");
        }
        if (spec.deflateLevel() > 0) {
            LIBRARY.ok(hdf5.H5Pset_shuffle(list), "set the shuffle filter");
            LIBRARY.ok(hdf5.H5Pset_deflate(list, spec.deflateLevel()), "set the deflate filter");
        }
        if (spec.dtype().isFloat()) {
            Scratch scratch = Scratch.of(Double.BYTES);
            if (spec.dtype() == DType.FLOAT32) {
                scratch.bytes().putFloat(0, Float.NaN);
            } else {
                scratch.bytes().putDouble(0, Double.NaN);
            }
            LIBRARY.ok(hdf5.H5Pset_fill_value(list, type.memory(), scratch.pointer()), "set the fill value");
        }
        return list;
    }

    /** A list, to be closed, that opens a dataset with a raw cache of two of its chunks. */
    static long datasetAccess(long chunkBytes) {
        long list = create(hdf5.H5P_CLS_DATASET_ACCESS_ID_g());
        int slots = 5;
        LIBRARY.ok(hdf5.H5Pset_chunk_cache(list, slots, CACHED_CHUNKS * chunkBytes, 1), "set the chunk cache");
        return list;
    }

    static long create(long listClass) {
        return LIBRARY.ok(hdf5.H5Pcreate(listClass), "create a property list");
    }

    private static long fileAccessList() {
        long list = create(hdf5.H5P_CLS_FILE_ACCESS_ID_g());
        LIBRARY.ok(
                hdf5.H5Pset_libver_bounds(list, hdf5.H5F_LIBVER_EARLIEST, hdf5.H5F_LIBVER_V18),
                "set the format bounds");
        LIBRARY.ok(hdf5.H5Pset_file_locking(list, false, true), "switch file locking off");
        // Space is taken as it is needed: a flush gives spare blocks back, and FileEnd must know the end before it.
        LIBRARY.ok(hdf5.H5Pset_meta_block_size(list, 0), "take no blocks for metadata");
        LIBRARY.ok(hdf5.H5Pset_small_data_block_size(list, 0), "take no blocks for small data");
        LIBRARY.ok(hdf5.H5Pset_fclose_degree(list, hdf5.H5F_CLOSE_STRONG), "set the close degree");
        return list;
    }

    /** Links are listed in the order in which they were made; groups that track it are 1.8's, not 1.10's. */
    private static long inOrder(long list) {
        int order = hdf5.H5P_CRT_ORDER_TRACKED | hdf5.H5P_CRT_ORDER_INDEXED;
        LIBRARY.ok(hdf5.H5Pset_link_creation_order(list, order), "track the order of links");
        return list;
    }

    private static long inUtf8(long list) {
        LIBRARY.ok(hdf5.H5Pset_char_encoding(list, hdf5.H5T_CSET_UTF8), "set the encoding of names");
        return list;
    }

    /**
     * From now on no metadata leaves the cache but by a flush.
     *
     * <p>Left to itself the cache writes dirty entries whenever it needs room: a B-tree node or an object header would
     * reach the disk without the others it belongs to, and a process killed before the next flush would leave a file
     * that cannot be opened. Without evictions the disk holds the state of the last flush; raw data may be newer, which
     * nothing points to yet. The automatic resizing must be off for HDF5 to accept this.
     */
    static void keepMetadata(long file, Place place) {
        configure(file, place, false, LARGEST_CACHE);
    }

    /**
     * Lets go of what a flush has just made clean, lest the cache grow with the file.
     *
     * <p>The cache looks at its size only when an entry is asked for, and then only if its limit was lowered; so the
     * limit is lowered and one entry asked for, read only. Everything is clean, so nothing is written.
     */
    static void dropCleanMetadata(long file, Place place) {
        place.ok(
                hdf5.H5Fget_mdc_size(file, NO_SIZE, NO_SIZE, CACHE_SIZE, NO_COUNT),
                "ask for the metadata cache's size");
        if (CACHE_SIZE.get() > SMALLEST_CACHE) {
            configure(file, place, true, SMALLEST_CACHE);
            place.ok(hdf5.H5Oget_info3(file, ROOT, hdf5.H5O_INFO_BASIC), "ask for the root group");
            keepMetadata(file, place);
        }
    }

    private static void configure(long file, Place place, boolean evictions, long size) {
        place.ok(hdf5.H5Fget_mdc_config(file, CACHE), "ask for the metadata cache");
        CACHE.evictions_enabled(evictions)
                .incr_mode(hdf5.H5C_incr__off)
                .flash_incr_mode(hdf5.H5C_flash_incr__off)
                .decr_mode(hdf5.H5C_decr__off)
                .min_size(SMALLEST_CACHE)
                .max_size(LARGEST_CACHE)
                .set_initial_size(true)
                .initial_size(size);
        place.ok(hdf5.H5Fset_mdc_config(file, CACHE), "set the metadata cache");
    }
}
