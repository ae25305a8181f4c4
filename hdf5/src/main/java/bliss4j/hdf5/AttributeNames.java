package bliss4j.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.hdf5.H5A_info_t;
import org.bytedeco.hdf5.H5A_operator2_t;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Lists the attributes of an object. */
final class AttributeNames extends H5A_operator2_t {
    private static final long serialVersionUID = 1L;

    /** One for the process, used under the lock: JavaCPP has room for only ten callbacks of a kind. */
    private static final AttributeNames ONLY = new AttributeNames();

    private transient List<String> names = new ArrayList<>();

    private AttributeNames() {}

    static List<String> of(long file, Place place) {
        ONLY.names = new ArrayList<>();
        int failed = hdf5.H5Aiterate_by_name(
                file,
                place.object(),
                hdf5.H5_INDEX_NAME,
                hdf5.H5_ITER_INC,
                (long[]) null,
                ONLY,
                new Pointer(),
                hdf5.H5P_DEFAULT);
        place.ok(failed, "list the attributes");
        return List.copyOf(ONLY.names);
    }

    @Override
    public int call(long object, BytePointer name, H5A_info_t info, Pointer nothing) {
        names.add(name.getString(StandardCharsets.UTF_8));
        return 0;
    }
}
