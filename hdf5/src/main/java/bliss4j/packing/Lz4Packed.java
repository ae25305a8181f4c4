package bliss4j.packing;

import java.util.Arrays;

/**
 * As HDF5's filter 32004 does: the chunk's size (8 bytes), the size of a block (4), then each block behind its packed size
 * (4), all big-endian; a block that does not get smaller stands as it is.
 */
record Lz4Packed(int chunkBytes) implements ChunkCodec {
    private static final int HEADER = Long.BYTES + Integer.BYTES;

    @Override
    public byte[] pack(byte[] chunk) {
        int start = HEADER + Integer.BYTES;
        byte[] packed = new byte[start + Lz4.mostBytes(chunk.length)];
        int size = Lz4.pack(chunk, 0, chunk.length, packed, start);
        if (start + size >= chunk.length) {
            return chunk;
        }
        Lz4.putLong(packed, 0, chunk.length);
        Lz4.putInt(packed, Long.BYTES, chunk.length);
        Lz4.putInt(packed, HEADER, size);
        return Arrays.copyOf(packed, start + size);
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
        if (block == 0) {
            throw new PackingException("its blocks have no bytes");
        }
        byte[] chunk = new byte[chunkBytes];
        int at = 0;
        while (at < chunkBytes) {
            int here = Math.min(block, chunkBytes - at);
            int count = cursor.nextCount();
            if (count == here) {
                cursor.copy(chunk, at, here);
            } else {
                Lz4.unpack(cursor, count, chunk, at, here);
            }
            at += here;
        }
        return chunk;
    }
}
