package bliss4j.packing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sorts the bits of items by their weight: first the lowest bit of every item, then the next one …, and back.
 *
 * <p>Eight items at a time and byte by byte of theirs: 8 × 8 bits are turned over in one long.
 */
final class BitTurn {
    /** Their number must be a multiple of this. */
    static final int ITEMS = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private BitTurn() {}

    /** Turns {@code count} bytes of {@code items}, from {@code start} on, into {@code turned}. */
    static void turn(byte[] items, int start, byte[] turned, int count, int itemBytes) {
        int groups = count / itemBytes / ITEMS;
        for (int part = 0; part < itemBytes; part++) {
            int row = part * ITEMS * groups;
            for (int group = 0; group < groups; group++) {
                int at = start + group * ITEMS * itemBytes + part;
                long bits = turn(gather(items, at, itemBytes));
                scatter(bits, turned, row + group, groups);
            }
        }
    }

    /** Turns {@code count} bytes of {@code turned} back into {@code items}, from {@code start} on. */
    static void turnBack(byte[] turned, byte[] items, int start, int count, int itemBytes) {
        int groups = count / itemBytes / ITEMS;
        for (int part = 0; part < itemBytes; part++) {
            int row = part * ITEMS * groups;
            for (int group = 0; group < groups; group++) {
                long bits = turn(gather(turned, row + group, groups));
                scatter(bits, items, start + group * ITEMS * itemBytes + part, itemBytes);
            }
        }
    }

    private static long gather(byte[] bytes, int at, int step) {
        if (step == 1) {
            return (long) LONGS.get(bytes, at);
        }
        return (bytes[at] & 0xFFL)
                | (bytes[at + step] & 0xFFL) << 8
                | (bytes[at + 2 * step] & 0xFFL) << 16
                | (bytes[at + 3 * step] & 0xFFL) << 24
                | (bytes[at + 4 * step] & 0xFFL) << 32
                | (bytes[at + 5 * step] & 0xFFL) << 40
                | (bytes[at + 6 * step] & 0xFFL) << 48
                | (bytes[at + 7 * step] & 0xFFL) << 56;
    }

    private static void scatter(long bits, byte[] bytes, int at, int step) {
        bytes[at] = (byte) bits;
        bytes[at + step] = (byte) (bits >>> 8);
        bytes[at + 2 * step] = (byte) (bits >>> 16);
        bytes[at + 3 * step] = (byte) (bits >>> 24);
        bytes[at + 4 * step] = (byte) (bits >>> 32);
        bytes[at + 5 * step] = (byte) (bits >>> 40);
        bytes[at + 6 * step] = (byte) (bits >>> 48);
        bytes[at + 7 * step] = (byte) (bits >>> 56);
    }

    /** Bit j of byte i becomes bit i of byte j. */
    private static long turn(long bits) {
        long ones = (bits ^ bits >>> 7) & 0x00AA00AA00AA00AAL;
        long pairs = bits ^ ones ^ ones << 7;
        long twos = (pairs ^ pairs >>> 14) & 0x0000CCCC0000CCCCL;
        long fours = pairs ^ twos ^ twos << 14;
        long last = (fours ^ fours >>> 28) & 0x00000000F0F0F0F0L;
        return fours ^ last ^ last << 28;
    }
}
