package bliss4j.packing;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * As HDF5's own shuffle and deflate filters do.
 *
 * @param itemBytes bytes of one item
 * @param shuffled whether the items' first bytes come first, then the second ones …: numbers of like size pack better
 * @param level 1 (fast) to 9 (small)
 * @param chunkBytes bytes of a chunk that is not packed
 */
record Deflated(int itemBytes, boolean shuffled, int level, int chunkBytes) implements ChunkCodec {
    private static final int DEFLATE_BIT_OF_TWO = 2;

    @Override
    public byte[] pack(byte[] chunk) {
        byte[] packed = new byte[chunk.length];
        try (Deflater deflater = new Deflater(level)) {
            deflater.setInput(shuffled ? shuffle(chunk) : chunk);
            deflater.finish();
            int size = deflater.deflate(packed);
            return deflater.finished() && size < chunk.length ? Arrays.copyOf(packed, size) : chunk;
        }
    }

    @Override
    public int skipAll() {
        return shuffled ? 0b11 : 0b1;
    }

    @Override
    public byte[] unpack(byte[] stored, int mask) {
        int deflateBit = shuffled ? DEFLATE_BIT_OF_TWO : 1;
        byte[] bytes = (mask & deflateBit) == 0 ? inflate(stored) : stored;
        if (bytes.length != chunkBytes) {
            throw new PackingException("it holds " + bytes.length + " bytes, expected " + chunkBytes);
        }
        return shuffled && (mask & 1) == 0 ? unshuffle(bytes) : bytes;
    }

    private byte[] inflate(byte[] stored) {
        byte[] bytes = new byte[chunkBytes];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(stored);
            int size = inflater.inflate(bytes);
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw new PackingException("it holds more than " + chunkBytes + " bytes");
            }
            if (!inflater.finished()) {
                throw new PackingException("it is cut off after " + stored.length + " bytes");
            }
            return Arrays.copyOf(bytes, size);
        } catch (DataFormatException e) {
            throw new PackingException("it is not packed by deflate: " + e.getMessage());
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
