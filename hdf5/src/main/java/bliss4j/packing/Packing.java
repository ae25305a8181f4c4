package bliss4j.packing;

/**
 * What the chunks of a dataset go through on their way to the disk.
 *
 * @param level for deflate, from 1 (fast) to 9 (small); else 0
 */
public record Packing(Method method, int level) {
    public static final Packing NONE = new Packing(Method.NONE, 0);

    /** Fast, and no smaller than counts of few photons let it be. */
    public static final Packing LZ4 = new Packing(Method.LZ4, 0);

    /** The bits of all items sorted by their weight, then LZ4: as fast, and much smaller for counts. */
    public static final Packing BITSHUFFLE_LZ4 = new Packing(Method.BITSHUFFLE_LZ4, 0);

    private static final int STRONGEST = 9;

    /** The ways that there are. */
    public enum Method {
        NONE,
        /** Shuffle and deflate, which every HDF5 has. */
        DEFLATE,
        LZ4,
        BITSHUFFLE_LZ4
    }

    public Packing {
        boolean deflate = method == Method.DEFLATE;
        if (level < (deflate ? 1 : 0) || level > (deflate ? STRONGEST : 0)) {
            throw new IllegalArgumentException("deflate level " + level + ", expected 0 to " + STRONGEST);
        }
    }

    /** @param level 0 for not packed, 1 (fast) to 9 (small) */
    public static Packing deflate(int level) {
        return level == 0 ? NONE : new Packing(Method.DEFLATE, level);
    }

    public boolean isNone() {
        return method == Method.NONE;
    }

    /**
     * What packs chunks in this way.
     *
     * @param itemBytes bytes of one item: 1, 2, 4 or 8
     * @throws IllegalStateException if they are not packed
     */
    public ChunkCodec codec(int itemBytes, int chunkBytes) {
        return switch (method) {
            case NONE -> throw new IllegalStateException("there is nothing to pack");
            case DEFLATE -> new Deflated(itemBytes, true, level, chunkBytes);
            case LZ4 -> new Lz4Packed(chunkBytes);
            case BITSHUFFLE_LZ4 -> new Bitshuffled(itemBytes, chunkBytes);
        };
    }

    /** Deflate without shuffle, as others write it. */
    public static ChunkCodec deflateAlone(int level, int itemBytes, int chunkBytes) {
        return new Deflated(itemBytes, false, level, chunkBytes);
    }
}
