package bliss4j.packing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** LZ4 blocks, and the big-endian numbers that both of HDF5's filters put before them. */
final class Lz4 {
    private static final LZ4Compressor COMPRESSOR = LZ4Factory.fastestInstance().fastCompressor();
    private static final LZ4SafeDecompressor DECOMPRESSOR =
            LZ4Factory.fastestInstance().safeDecompressor();
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Lz4() {}

    /** Bytes that a block may take when it cannot be packed. */
    static int mostBytes(int count) {
        return COMPRESSOR.maxCompressedLength(count);
    }

    /** Packs {@code count} bytes to {@code to}, from {@code at} on; tells how many they became. */
    static int pack(byte[] from, int start, int count, byte[] to, int at) {
        return COMPRESSOR.compress(from, start, count, to, at, to.length - at);
    }

    /** Unpacks a block that must become {@code expected} bytes. */
    static void unpack(Cursor stored, int count, byte[] to, int at, int expected) {
        try {
            int found = DECOMPRESSOR.decompress(stored.bytes, stored.skip(count), count, to, at, expected);
            if (found != expected) {
                throw new PackingException("a block of it unpacks to " + found + " bytes, expected " + expected);
            }
        } catch (LZ4Exception e) {
            throw new PackingException("it is not packed by LZ4: " + e.getMessage());
        }
    }

    static void putInt(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    /** Where a reader is in a packed chunk. */
    static final class Cursor {
        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        long nextLong() {
            return (long) LONGS.get(bytes, skip(Long.BYTES));
        }

        int nextInt() {
            return (int) INTS.get(bytes, skip(Integer.BYTES));
        }

        /** The number of bytes that follow, which must be one of some. */
        int nextCount() {
            int count = nextInt();
            if (count < 0) {
                throw new PackingException("a block of it has " + Integer.toUnsignedString(count) + " bytes");
            }
            return count;
        }

        void copy(byte[] to, int start, int count) {
            System.arraycopy(bytes, skip(count), to, start, count);
        }

        private int skip(int count) {
            if (count > bytes.length - at) {
                throw new PackingException("it is cut off after " + bytes.length + " bytes");
            }
            int here = at;
            at += count;
            return here;
        }
    }
}
