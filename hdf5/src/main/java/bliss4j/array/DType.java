package bliss4j.array;

import java.util.HashMap;
import java.util.Map;

/** The type of one item of an array, with the two names numpy has for it. */
public enum DType {
    BOOL("bool", "|b1", 1),
    INT8("int8", "|i1", 1),
    UINT8("uint8", "|u1", 1),
    INT16("int16", "<i2", 2),
    UINT16("uint16", "<u2", 2),
    INT32("int32", "<i4", 4),
    UINT32("uint32", "<u4", 4),
    INT64("int64", "<i8", 8),
    UINT64("uint64", "<u8", 8),
    FLOAT32("float32", "<f4", 4),
    FLOAT64("float64", "<f8", 8),
    /** Text of any length; its items are strings, not bytes. */
    TEXT("str", "|U", 0);

    private static final Map<String, DType> BY_NAME = new HashMap<>();

    static {
        for (DType type : values()) {
            BY_NAME.put(type.numpyName, type);
            BY_NAME.put(type.descriptor, type);
        }
    }

    private final String numpyName;
    private final String descriptor;
    private final int itemSize;

    DType(String numpyName, String descriptor, int itemSize) {
        this.numpyName = numpyName;
        this.descriptor = descriptor;
        this.itemSize = itemSize;
    }

    /** The type that numpy calls {@code name}: {@code float64} or {@code <f8}. */
    public static DType of(String name) {
        DType type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("unknown dtype '" + name + "', expected one of " + BY_NAME.keySet());
        }
        return type;
    }

    /** numpy's name of the scalar class, such as {@code float64}. */
    public String numpyName() {
        return numpyName;
    }

    /** numpy's descriptor of the bytes as they lie in {@link Numbers}, such as {@code <f8}. */
    public String descriptor() {
        return descriptor;
    }

    /** Bytes of one item; 0 for {@link #TEXT}. */
    public int itemSize() {
        return itemSize;
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Whether items are whole numbers, signed or not. */
    public boolean isInteger() {
        return this != BOOL && this != TEXT && !isFloat();
    }

    public boolean isUnsigned() {
        return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
    }
}
