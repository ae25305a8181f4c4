package bliss4j.hdf5;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs and unpacks chunks as HDF5's own shuffle and deflate filters do, but outside the lock.
 *
 * @param itemBytes bytes of one item
 * @param shuffled whether the items' first bytes come first, then the second ones …: numbers of like size pack better
 * @param level 1 (fast) to 9 (small)
 * @param chunkBytes bytes of a chunk that is not packed
 */
record ChunkCodec(int itemBytes, boolean shuffled, int level, int chunkBytes) {
    private static final int DEFLATE_BIT_OF_TWO = 2;

    /** The packed chunk, or {@code chunk} itself if packing does not make it smaller. */
    byte[] pack(byte[] chunk) {
        byte[] packed = new byte[chunk.length];
        try (Deflater deflater = new Deflater(level)) {
            deflater.setInput(shuffled ? shuffle(chunk) : chunk);
            deflater.finish();
            int size = deflater.deflate(packed);
            return deflater.finished() && size < chunk.length ? Arrays.copyOf(packed, size) : chunk;
        }
    }

    /** HDF5's mask that says of a chunk that no filter was applied to it. */
    int skipAll() {
        return shuffled ? 0b11 : 0b1;
    }

    /** @param mask has a bit set for each filter that was not applied */
    byte[] unpack(byte[] stored, int mask, Place place) {
        int deflateBit = shuffled ? DEFLATE_BIT_OF_TWO : 1;
        byte[] bytes = (mask & deflateBit) == 0 ? inflate(stored, place) : stored;
        if (bytes.length != chunkBytes) {
            throw place.failed("read a chunk", "it holds " + bytes.length + " bytes, expected " + chunkBytes);
        }
        return shuffled && (mask & 1) == 0 ? unshuffle(bytes) : bytes;
    }

    private byte[] inflate(byte[] stored, Place place) {
        byte[] bytes = new byte[chunkBytes];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(stored);
            return Arrays.copyOf(bytes, inflater.inflate(bytes));
        } catch (DataFormatException e) {
            throw place.failed("unpack a chunk", String.valueOf(e.getMessage()));
        }
    }

    private byte[] shuffle(byte[] bytes) {
        int items = bytes.length / itemBytes;
        byte[] shuffled = new byte[bytes.length];
        for (int part = 0; part < itemBytes; part++) {
            int to = part * items;
            for (int from = part; from < bytes.length; from += itemBytes) {
                shuffled[to++] = bytes[from];
            }
        }
        return shuffled;
    }

    private byte[] unshuffle(byte[] shuffled) {
        int items = shuffled.length / itemBytes;
        byte[] bytes = new byte[shuffled.length];
        for (int part = 0; part < itemBytes; part++) {
            int from = part * items;
            for (int to = part; to < bytes.length; to += itemBytes) {
                bytes[to] = shuffled[from++];
            }
        }
        return bytes;
    }
}
