package bliss4j.edf;

import bliss4j.array.DType;
import bliss4j.block.DataException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The names that EDF's writers have for the types of items. */
final class EdfType {
    private static final Map<DType, String> WRITTEN = Map.of(
            DType.UINT8, "UnsignedByte",
            DType.INT8, "SignedByte",
            DType.UINT16, "UnsignedShort",
            DType.INT16, "SignedShort",
            DType.UINT32, "UnsignedInteger",
            DType.INT32, "SignedInteger",
            DType.UINT64, "Unsigned64",
            DType.INT64, "Signed64",
            DType.FLOAT32, "FloatValue",
            DType.FLOAT64, "DoubleValue");

    private static final Map<String, DType> READ = new HashMap<>();

    static {
        WRITTEN.forEach((type, name) -> READ.put(key(name), type));
        add(DType.UINT8, "Unsigned8");
        add(DType.INT8, "Signed8");
        add(DType.UINT16, "Unsigned16", "UnsignedShortInteger");
        add(DType.INT16, "Signed16", "SignedShortInteger");
        add(DType.UINT32, "Unsigned32", "UnsignedLong", "UnsignedLongInteger");
        add(DType.INT32, "Signed32", "SignedLong", "SignedLongInteger");
        add(DType.FLOAT32, "Float", "Real", "FloatIEEE32", "Float32");
        add(DType.FLOAT64, "Double", "FloatIEEE64", "DoubleIEEE64", "Float64");
    }

    private EdfType() {}

    private static void add(DType type, String... names) {
        for (String name : names) {
            READ.put(key(name), type);
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String nameOf(DType type) {
        String name = WRITTEN.get(type);
        if (name == null) {
            throw new DataException("EDF has no name for images of " + type.numpyName() + ": expected numbers");
        }
        return name;
    }

    /**
     * The type behind a name.
     *
     * @param itemBytes what an item takes, 0 if that is not known: for some writers a long has eight bytes
     */
    static DType of(String name, long itemBytes) {
        DType type = READ.get(key(name));
        if (type == null) {
            throw new DataException("DataType '" + name + "' is not known: expected one of "
                    + new TreeSet<>(WRITTEN.values()) + " or another name for one of them");
        }
        boolean wide = itemBytes == Long.BYTES && key(name).contains("long");
        return wide ? (type == DType.INT32 ? DType.INT64 : DType.UINT64) : type;
    }
}
