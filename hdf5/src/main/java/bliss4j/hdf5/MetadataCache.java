package bliss4j.hdf5;

import org.bytedeco.hdf5.H5AC_cache_config_t;
import org.bytedeco.hdf5.H5O_info2_t;
import org.bytedeco.hdf5.global.hdf5;

/** What HDF5 remembers of a file's metadata; used under the lock. */
final class MetadataCache {
    private static final long SMALLEST = 1 << 10;
    private static final long LARGEST = 128 << 20;
    private static final long USUAL = 2 << 20;

    /** Native structs, allocated once: JavaCPP reads the process's size from /proc for every allocation. */
    private static final H5AC_cache_config_t CONFIG =
            new H5AC_cache_config_t().version(hdf5.H5AC__CURR_CACHE_CONFIG_VERSION);

    private static final H5O_info2_t ROOT = new H5O_info2_t();

    private MetadataCache() {}

    /**
     * Forgets what was just committed.
     *
     * <p>HDF5 puts new texts where it remembers room, among texts that others have read already: who has read those and
     * then finds a dataset that has grown would look in vain for its texts. What it has forgotten it does not fill up.
     * The cache looks at its size only when an entry is asked for, and then only if its limit was lowered; so the limit is
     * lowered and one entry asked for. Everything is clean, so nothing is written.
     */
    static void forget(long file, Place place) {
        limit(file, place, SMALLEST);
        place.ok(hdf5.H5Oget_info3(file, ROOT, hdf5.H5O_INFO_BASIC), "ask for the root group");
        limit(file, place, USUAL);
    }

    private static void limit(long file, Place place, long size) {
        place.ok(hdf5.H5Fget_mdc_config(file, CONFIG), "ask for the metadata cache");
        CONFIG.evictions_enabled(true)
                .min_size(SMALLEST)
                .max_size(LARGEST)
                .set_initial_size(true)
                .initial_size(size);
        place.ok(hdf5.H5Fset_mdc_config(file, CONFIG), "set the metadata cache");
    }
}
