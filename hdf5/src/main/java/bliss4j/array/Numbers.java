package bliss4j.array;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Numbers and booleans: little-endian bytes in C order, with their type and shape. */
public final class Numbers implements NdArray {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle FLOATS = view(float[].class);
    private static final VarHandle DOUBLES = view(double[].class);

    private final DType dtype;
    private final Shape shape;
    private final byte[] bytes;

    private Numbers(DType dtype, Shape shape, byte[] bytes) {
        this.dtype = dtype;
        this.shape = shape;
        this.bytes = bytes;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * An array over {@code bytes}, which it takes: nobody may write to them afterwards.
     *
     * @throws IllegalArgumentException if their number does not fit type and shape
     */
    public static Numbers wrap(DType dtype, Shape shape, byte[] bytes) {
        if (dtype == DType.TEXT || bytes.length != (long) shape.size() * dtype.itemSize()) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes do not make an array of " + dtype.numpyName() + " of shape " + shape);
        }
        return new Numbers(dtype, shape, bytes);
    }

    /** A float64 array of one dimension. */
    public static Numbers of(double... values) {
        byte[] bytes = new byte[values.length * Double.BYTES];
        for (int i = 0; i < values.length; i++) {
            DOUBLES.set(bytes, i * Double.BYTES, values[i]);
        }
        return new Numbers(DType.FLOAT64, Shape.of(values.length), bytes);
    }

    /** An int64 array of one dimension. */
    public static Numbers of(long... values) {
        return of(DType.INT64, values);
    }

    /** An array of one dimension of an integer type or booleans; each value is cut to the type's width. */
    public static Numbers of(DType dtype, long... values) {
        byte[] bytes = new byte[values.length * dtype.itemSize()];
        for (int i = 0; i < values.length; i++) {
            putLong(dtype, bytes, i * dtype.itemSize(), values[i]);
        }
        return wrap(dtype, Shape.of(values.length), bytes);
    }

    /** A float64 of no dimensions. */
    public static Numbers scalar(double value) {
        return of(value).reshape(Shape.SCALAR);
    }

    private static void putLong(DType dtype, byte[] bytes, int at, long value) {
        switch (dtype) {
            case BOOL -> bytes[at] = (byte) (value == 0 ? 0 : 1);
            case INT8, UINT8 -> bytes[at] = (byte) value;
            case INT16, UINT16 -> SHORTS.set(bytes, at, (short) value);
            case INT32, UINT32 -> INTS.set(bytes, at, (int) value);
            case INT64, UINT64 -> LONGS.set(bytes, at, value);
            case FLOAT32 -> FLOATS.set(bytes, at, (float) value);
            case FLOAT64 -> DOUBLES.set(bytes, at, (double) value);
            case TEXT -> throw new IllegalArgumentException("text is not a number");
        }
    }

    static Numbers concat(Numbers first, List<? extends NdArray> parts) {
        int size = 0;
        for (NdArray part : parts) {
            if (!(part instanceof Numbers numbers)
                    || numbers.dtype != first.dtype
                    || !numbers.shape.row().equals(first.shape.row())) {
                throw new IllegalArgumentException("cannot join " + describe(part) + " to " + describe(first));
            }
            size += numbers.bytes.length;
        }
        byte[] all = new byte[size];
        int at = 0;
        int rows = 0;
        for (NdArray part : parts) {
            Numbers numbers = (Numbers) part;
            System.arraycopy(numbers.bytes, 0, all, at, numbers.bytes.length);
            at += numbers.bytes.length;
            rows += numbers.length();
        }
        return new Numbers(first.dtype, first.shape.row().times(rows), all);
    }

    private static String describe(NdArray array) {
        return array.dtype().numpyName() + array.shape();
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /** The item at a flat index as a double; integers beyond 2^53 lose digits. */
    public double doubleAt(int flatIndex) {
        int at = flatIndex * dtype.itemSize();
        return switch (dtype) {
            case FLOAT64 -> (double) DOUBLES.get(bytes, at);
            case FLOAT32 -> (float) FLOATS.get(bytes, at);
            case UINT64 -> unsigned(longAt(flatIndex)).doubleValue();
            default -> longAt(flatIndex);
        };
    }

    /** The item at a flat index as a long: uint64 as its 64 bits, floats truncated. */
    public long longAt(int flatIndex) {
        int at = flatIndex * dtype.itemSize();
        return switch (dtype) {
            case BOOL, UINT8 -> bytes[at] & 0xFFL;
            case INT8 -> bytes[at];
            case INT16 -> (short) SHORTS.get(bytes, at);
            case UINT16 -> (short) SHORTS.get(bytes, at) & 0xFFFFL;
            case INT32 -> (int) INTS.get(bytes, at);
            case UINT32 -> (int) INTS.get(bytes, at) & 0xFFFFFFFFL;
            case INT64, UINT64 -> (long) LONGS.get(bytes, at);
            case FLOAT32, FLOAT64 -> (long) doubleAt(flatIndex);
            case TEXT -> throw new IllegalStateException("numbers hold no text");
        };
    }

    @Override
    public Object item(int flatIndex) {
        return switch (dtype) {
            case BOOL -> longAt(flatIndex) != 0;
            case FLOAT32, FLOAT64 -> doubleAt(flatIndex);
            case UINT64 -> unsigned(longAt(flatIndex));
            default -> longAt(flatIndex);
        };
    }

    private static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    /** All items as doubles, in C order. */
    public double[] toDoubles() {
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = doubleAt(i);
        }
        return values;
    }

    /** The same numbers as another type; what does not fit is cut as Java's casts do. */
    public Numbers as(DType other) {
        if (other == dtype) {
            return this;
        }
        byte[] cast = new byte[shape.size() * other.itemSize()];
        for (int i = 0; i < shape.size(); i++) {
            int at = i * other.itemSize();
            switch (other) {
                case FLOAT64 -> DOUBLES.set(cast, at, doubleAt(i));
                case FLOAT32 -> FLOATS.set(cast, at, (float) doubleAt(i));
                default -> putLong(other, cast, at, longAt(i));
            }
        }
        return wrap(other, shape, cast);
    }

    public int byteCount() {
        return bytes.length;
    }

    /** Copies all bytes to {@code to}, from {@code at} on. */
    public void copyTo(byte[] to, int at) {
        System.arraycopy(bytes, 0, to, at, bytes.length);
    }

    /** Copies {@code count} bytes, from byte {@code from} on, to the start of {@code to}, whose position stays. */
    public void copyTo(ByteBuffer to, int from, int count) {
        to.put(0, bytes, from, count);
    }

    /** Copies {@code count} bytes, from byte {@code from} on, to {@code to}, from {@code at} on. */
    public void copyTo(byte[] to, int at, int from, int count) {
        System.arraycopy(bytes, from, to, at, count);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public Numbers slice(int from, int to) {
        Shape row = shape.row();
        if (from < 0 || to < from || to > length()) {
            throw new IndexOutOfBoundsException("rows " + from + ":" + to + " of " + length());
        }
        if (from == 0 && to == length()) {
            return this;
        }
        int rowBytes = row.size() * dtype.itemSize();
        return new Numbers(dtype, row.times(to - from), Arrays.copyOfRange(bytes, from * rowBytes, to * rowBytes));
    }

    @Override
    public Numbers row(int index) {
        return slice(index, index + 1).reshape(shape.row());
    }

    @Override
    public Numbers reshape(Shape other) {
        return wrap(dtype, other, bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers numbers
                && dtype == numbers.dtype
                && shape.equals(numbers.shape)
                && Arrays.equals(bytes, numbers.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + shape.hashCode();
    }

    /** As numpy prints it. */
    @Override
    public String toString() {
        return NumpyText.of(this);
    }
}
