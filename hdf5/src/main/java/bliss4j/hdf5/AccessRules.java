package bliss4j.hdf5;

import bliss4j.array.DType;
import java.nio.file.Path;
import org.bytedeco.hdf5.global.hdf5;

/**
 * How every file of this process is opened and its objects are made: the one place for HDF5's property lists.
 *
 * <p>What lies on the disk stays readable by HDF5 1.8, no file is locked, and no reader is told that somebody writes. All
 * under the lock.
 */
final class AccessRules {
    private static final Place LIBRARY = new Place(Path.of("libhdf5"), "/");

    /** Entries in a node of a group: a scan's groups fit into one, and a node fits into a page. */
    private static final int HALF_A_NODE_OF_NAMES = 8;

    /** HDF5's own: half the children of a node above. */
    private static final int HALF_A_NODE = 16;

    /** Bytes for the names in a group before it must move them. */
    private static final int NAMES = 512;

    /** The same for the names of scans: with their header, a page. */
    private static final int SCAN_NAMES = 4096 - 32;

    /** Chunks in a dataset's raw cache: the one that grows and the one before it. */
    private static final int CACHED_CHUNKS = 2;

    private static final long READ_ACCESS = fileAccessList();
    private static final long WRITE_ACCESS = driven(fileAccessList());
    private static final long FILE_CREATION = fileCreationList();
    private static final long GROUP_CREATION = withNames(create(hdf5.H5P_CLS_GROUP_CREATE_ID_g()), NAMES);
    private static final long LINK_CREATION = create(hdf5.H5P_CLS_LINK_CREATE_ID_g());
    private static final long ATTRIBUTE_CREATION = inUtf8(create(hdf5.H5P_CLS_ATTRIBUTE_CREATE_ID_g()));

    private AccessRules() {}

    static long readAccess() {
        return READ_ACCESS;
    }

    static long writeAccess() {
        return WRITE_ACCESS;
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
        Filters.declare(list, spec, LIBRARY);
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
        LIBRARY.ok(hdf5.H5Pset_fclose_degree(list, hdf5.H5F_CLOSE_STRONG), "set the close degree");
        return list;
    }

    private static long driven(long list) {
        Driver.use(list, LIBRARY);
        return list;
    }

    /**
     * Groups are of the old kind, which keeps names by name and not in their order: they have no checksum that is wrong
     * for a moment, and one more name changes one node.
     */
    private static long fileCreationList() {
        long list = create(hdf5.H5P_CLS_FILE_CREATE_ID_g());
        LIBRARY.ok(hdf5.H5Pset_sym_k(list, HALF_A_NODE, HALF_A_NODE_OF_NAMES), "set the size of nodes");
        return withNames(list, SCAN_NAMES);
    }

    private static long withNames(long list, int bytes) {
        LIBRARY.ok(hdf5.H5Pset_local_heap_size_hint(list, bytes), "make room for names");
        return list;
    }

    private static long inUtf8(long list) {
        LIBRARY.ok(hdf5.H5Pset_char_encoding(list, hdf5.H5T_CSET_UTF8), "set the encoding of names");
        return list;
    }
}
