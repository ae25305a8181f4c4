package bliss4j.pickle;

import bliss4j.array.Numbers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of the pickle that is being written; grows, and is used again for the next. */
final class PickleBuffer {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
    /** What a writer keeps between pickles, at most: an entry has 1 MB. */
    private static final int KEPT = 2 << 20;

    private byte[] bytes = new byte[256];
    private int size;

    void begin() {
        size = 0;
        op(0x80).u8(3);
    }

    /** Ends the pickle and gives a copy of its bytes. */
    byte[] end() {
        op('.');
        byte[] pickle = Arrays.copyOf(bytes, size);
        if (bytes.length > KEPT) {
            bytes = new byte[256];
        }
        return pickle;
    }

    PickleBuffer op(int opcode) {
        return u8(opcode);
    }

    PickleBuffer u8(int value) {
        int at = grow(1);
        bytes[at] = (byte) value;
        return this;
    }

    PickleBuffer u16(int value) {
        return u8(value).u8(value >> 8);
    }

    PickleBuffer i32(int value) {
        int at = grow(Integer.BYTES);
        INT.set(bytes, at, value);
        return this;
    }

    PickleBuffer bigEndian(double value) {
        int at = grow(Double.BYTES);
        DOUBLE.set(bytes, at, value);
        return this;
    }

    PickleBuffer raw(byte[] more) {
        int at = grow(more.length);
        System.arraycopy(more, 0, bytes, at, more.length);
        return this;
    }

    PickleBuffer numbers(Numbers numbers) {
        int at = grow(numbers.byteCount());
        numbers.copyTo(bytes, at);
        return this;
    }

    private int grow(int count) {
        int from = size;
        if (count > bytes.length - from) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(from, count), (int) Math.min(2L * from, 1 << 30)));
        }
        size = from + count;
        return from;
    }
}
