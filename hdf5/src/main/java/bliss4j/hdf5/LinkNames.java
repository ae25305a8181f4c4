package bliss4j.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.hdf5.H5L_info2_t;
import org.bytedeco.hdf5.H5L_iterate2_t;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Lists the links of a group. */
final class LinkNames extends H5L_iterate2_t {
    private static final long serialVersionUID = 1L;

    /** One for the process, used under the lock: JavaCPP has room for only ten callbacks of a kind. */
    private static final LinkNames ONLY = new LinkNames();

    private transient List<String> names = new ArrayList<>();

    private LinkNames() {}

    /** In the order in which they were made, if the group tracks it, else by name. */
    static List<String> of(long file, Place place) {
        long group = place.ok(hdf5.H5Gopen2(file, place.object(), hdf5.H5P_DEFAULT), "open the group");
        try {
            ONLY.names = new ArrayList<>();
            int order = tracked(group, place) ? hdf5.H5_INDEX_CRT_ORDER : hdf5.H5_INDEX_NAME;
            place.ok(
                    hdf5.H5Literate2(group, order, hdf5.H5_ITER_INC, (long[]) null, ONLY, new Pointer()),
                    "list what is in it");
            return List.copyOf(ONLY.names);
        } finally {
            hdf5.H5Gclose(group);
        }
    }

    private static boolean tracked(long group, Place place) {
        long list = place.ok(hdf5.H5Gget_create_plist(group), "ask for its properties");
        try {
            int[] flags = new int[1];
            place.ok(hdf5.H5Pget_link_creation_order(list, flags), "ask for the order of its links");
            return (flags[0] & hdf5.H5P_CRT_ORDER_TRACKED) != 0;
        } finally {
            hdf5.H5Pclose(list);
        }
    }

    @Override
    public int call(long group, BytePointer name, H5L_info2_t link, Pointer nothing) {
        names.add(name.getString(StandardCharsets.UTF_8));
        return 0;
    }
}
