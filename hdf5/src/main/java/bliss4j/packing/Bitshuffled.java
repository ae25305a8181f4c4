package bliss4j.packing;

import java.util.Arrays;

/**
 * As HDF5's filter 32008 does with LZ4: the chunk's size (8 bytes) and the size of a block (4), then each block behind its
 * packed size (4), all big-endian, its bits turned by {@link BitTurn} before they are packed; items beyond the last eight
 * stand as they are.
 */
record Bitshuffled(int itemBytes, int chunkBytes) implements ChunkCodec {
    private static final int HEADER = Long.BYTES + Integer.BYTES;
    private static final int BLOCK_BYTES = 8192;
    private static final int LEAST_BLOCK = 128;
    private static final int EIGHT = BitTurn.ITEMS;

    /** Items of a block, as the filter's own plugin chooses them. */
    private int blockItems() {
        return Math.max(BLOCK_BYTES / itemBytes / EIGHT * EIGHT, LEAST_BLOCK);
    }

    @Override
    public byte[] pack(byte[] chunk) {
        int block = blockItems() * itemBytes;
        int turnable = chunk.length / itemBytes / EIGHT * EIGHT * itemBytes;
        byte[] turned = new byte[block];
        byte[] packed = new byte[HEADER + chunk.length + Integer.BYTES + Lz4.mostBytes(block)];
        Lz4.putLong(packed, 0, chunk.length);
        Lz4.putInt(packed, Long.BYTES, block);
        int end = HEADER;
        for (int at = 0; at < turnable; at += block) {
            int count = Math.min(block, turnable - at);
            BitTurn.turn(chunk, at, turned, count, itemBytes);
            int size = Lz4.pack(turned, 0, count, packed, end + Integer.BYTES);
            Lz4.putInt(packed, end, size);
            end += Integer.BYTES + size;
            if (end >= chunk.length) {
                return chunk;
            }
        }
        System.arraycopy(chunk, turnable, packed, end, chunk.length - turnable);
        end += chunk.length - turnable;
        return end < chunk.length ? Arrays.copyOf(packed, end) : chunk;
    }

    @Override
    public int skipAll() {
        return 1;
    }

    @Override
    public byte[] unpack(byte[] stored, int mask) {
        if ((mask & 1) != 0) {
            return Sizes.checked(stored, chunkBytes);
        }
        Lz4.Cursor cursor = new Lz4.Cursor(stored);
        Sizes.check(cursor.nextLong(), chunkBytes);
        int block = cursor.nextCount();
        if (block == 0 || block % (EIGHT * itemBytes) != 0) {
            throw new PackingException(
                    "its blocks have " + block + " bytes, expected a multiple of " + EIGHT * itemBytes);
        }
        int turnable = chunkBytes / itemBytes / EIGHT * EIGHT * itemBytes;
        byte[] turned = new byte[Math.min(block, turnable)];
        byte[] chunk = new byte[chunkBytes];
        int at = 0;
        while (at < turnable) {
            int count = Math.min(block, turnable - at);
            Lz4.unpack(cursor, cursor.nextCount(), turned, 0, count);
            BitTurn.turnBack(turned, chunk, at, count, itemBytes);
            at += count;
        }
        cursor.copy(chunk, turnable, chunkBytes - turnable);
        return chunk;
    }
}
