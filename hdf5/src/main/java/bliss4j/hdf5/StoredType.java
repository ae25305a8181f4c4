package bliss4j.hdf5;

import bliss4j.array.DType;
import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.BytePointer;

/**
 * What a dataset or attribute in a file is made of, and the type in which HDF5 shall hand it over.
 *
 * @param memory the native type's id; shared by all and never closed, except that of text of fixed length
 * @param fixedLength bytes of a text of fixed length, else 0
 */
record StoredType(DType dtype, long memory, int fixedLength) {
    private static final Map<DType, Long> NATIVE = nativeTypes();

    /** HDF5 does not convert between its two encodings, though all ASCII is UTF-8. */
    private static final long ASCII = texts(hdf5.H5T_CSET_ASCII);

    private static final int HALF = 2;

    /** The type as we write it. */
    static StoredType of(DType dtype) {
        return new StoredType(dtype, nativeType(dtype), 0);
    }

    /** The type of something in a file, whoever wrote it; {@code file} is closed. */
    static StoredType read(long file, Place place) {
        try {
            int size = Math.toIntExact(hdf5.H5Tget_size(file));
            int typeClass = hdf5.H5Tget_class(file);
            return switch (typeClass) {
                case hdf5.H5T_INTEGER -> of(integer(file, size));
                case hdf5.H5T_FLOAT -> of(real(size, place));
                case hdf5.H5T_STRING -> text(file, size, place);
                case hdf5.H5T_ENUM -> enumeration(file, place);
                default -> throw place.failed("read", "values of " + className(typeClass) + " are not supported");
            };
        } finally {
            hdf5.H5Tclose(file);
        }
    }

    /** Whether texts of fixed length end in spaces that do not belong to them. */
    boolean spacePadded() {
        return fixedLength > 0 && hdf5.H5Tget_strpad(memory) == hdf5.H5T_STR_SPACEPAD;
    }

    /** Releases what {@link #read} opened. */
    void close() {
        if (fixedLength > 0) {
            hdf5.H5Tclose(memory);
        }
    }

    private static DType integer(long file, int size) {
        boolean signed = hdf5.H5Tget_sign(file) != 0;
        return DType.of((signed ? "int" : "uint") + 8 * size);
    }

    private static DType real(int size, Place place) {
        if (size != Float.BYTES && size != Double.BYTES) {
            String name = size == HALF ? "float16" : "floats of " + size + " bytes";
            throw place.failed("read", name + " is not supported, expected float32 or float64");
        }
        return size == Float.BYTES ? DType.FLOAT32 : DType.FLOAT64;
    }

    private static StoredType text(long file, int size, Place place) {
        if (hdf5.H5Tis_variable_str(file) > 0) {
            boolean utf8 = hdf5.H5Tget_cset(file) == hdf5.H5T_CSET_UTF8;
            return utf8 ? of(DType.TEXT) : new StoredType(DType.TEXT, ASCII, 0);
        }
        return new StoredType(DType.TEXT, place.ok(hdf5.H5Tcopy(file), "copy its type"), size);
    }

    private static StoredType enumeration(long file, Place place) {
        if (isBoolean(file)) {
            return of(DType.BOOL);
        }
        return read(place.ok(hdf5.H5Tget_super(file), "ask for the type of an enumeration"), place);
    }

    /** As h5py stores them: an enumeration FALSE, TRUE over a byte. */
    private static boolean isBoolean(long file) {
        return hdf5.H5Tget_size(file) == 1
                && hdf5.H5Tget_nmembers(file) == 2
                && memberName(file, 0).equals("FALSE")
                && memberName(file, 1).equals("TRUE");
    }

    private static String memberName(long type, int index) {
        BytePointer name = hdf5.H5Tget_member_name(type, index);
        try {
            return name.getString();
        } finally {
            hdf5.H5free_memory(name);
        }
    }

    private static String className(int typeClass) {
        return switch (typeClass) {
            case hdf5.H5T_COMPOUND -> "a compound type";
            case hdf5.H5T_REFERENCE -> "references";
            case hdf5.H5T_VLEN -> "rows of varying length";
            case hdf5.H5T_ARRAY -> "an array type";
            case hdf5.H5T_OPAQUE -> "opaque bytes";
            case hdf5.H5T_BITFIELD -> "a bit field";
            default -> "type class " + typeClass;
        };
    }

    private static long nativeType(DType dtype) {
        Long type = NATIVE.get(dtype);
        if (type == null) {
            throw new IllegalStateException("no HDF5 type for " + dtype);
        }
        return type;
    }

    private static Map<DType, Long> nativeTypes() {
        Map<DType, Long> types = new EnumMap<>(DType.class);
        types.put(DType.BOOL, booleans());
        types.put(DType.INT8, hdf5.H5T_STD_I8LE_g());
        types.put(DType.UINT8, hdf5.H5T_STD_U8LE_g());
        types.put(DType.INT16, hdf5.H5T_STD_I16LE_g());
        types.put(DType.UINT16, hdf5.H5T_STD_U16LE_g());
        types.put(DType.INT32, hdf5.H5T_STD_I32LE_g());
        types.put(DType.UINT32, hdf5.H5T_STD_U32LE_g());
        types.put(DType.INT64, hdf5.H5T_STD_I64LE_g());
        types.put(DType.UINT64, hdf5.H5T_STD_U64LE_g());
        types.put(DType.FLOAT32, hdf5.H5T_IEEE_F32LE_g());
        types.put(DType.FLOAT64, hdf5.H5T_IEEE_F64LE_g());
        types.put(DType.TEXT, texts(hdf5.H5T_CSET_UTF8));
        return types;
    }

    private static long booleans() {
        long type = hdf5.H5Tenum_create(hdf5.H5T_STD_I8LE_g());
        try (BytePointer value = new BytePointer(1)) {
            hdf5.H5Tenum_insert(type, "FALSE", value.put((byte) 0));
            hdf5.H5Tenum_insert(type, "TRUE", value.put((byte) 1));
        }
        return type;
    }

    private static long texts(int encoding) {
        long type = hdf5.H5Tcopy(hdf5.H5T_C_S1_g());
        hdf5.H5Tset_size(type, hdf5.H5T_VARIABLE);
        hdf5.H5Tset_cset(type, encoding);
        return type;
    }
}
