package bliss4j.pickle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A pickle's bytes, read from front to back; a length that is claimed in it is believed only as far as there are bytes. */
final class PickleInput {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int at;

    PickleInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    int u8() {
        return bytes[advance(1)] & 0xFF;
    }

    int u16() {
        return u8() | (u8() << 8);
    }

    int i32() {
        return (int) INT.get(bytes, advance(Integer.BYTES));
    }

    long u32() {
        return i32() & 0xFFFFFFFFL;
    }

    /** A length of 64 bits; one that is negative when read as signed is as impossible as any that is too large. */
    long i64() {
        return (long) LONG.get(bytes, advance(Long.BYTES));
    }

    double bigEndianDouble() {
        return (double) DOUBLE.get(bytes, advance(Double.BYTES));
    }

    byte[] bytes(long length) {
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, at);
    }

    String utf8(long length) {
        int from = advance(length);
        return PickleText.utf8(bytes, from, at);
    }

    /** The bytes up to the next newline, each as the character of its number; the newline is passed over. */
    String line() {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        int from = advance(end - (long) at + 1);
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    /** Believes that {@code length} more bytes follow, or throws. */
    void expect(long length) {
        if (length < 0 || length > bytes.length - at) {
            throw PickleException.malformed("it ends " + (length < 0 ? "far " : "") + "too soon: byte " + at + " of "
                    + bytes.length + " claims " + Long.toUnsignedString(length) + " more");
        }
    }

    private int advance(long length) {
        expect(length);
        int from = at;
        at += (int) length;
        return from;
    }
}
