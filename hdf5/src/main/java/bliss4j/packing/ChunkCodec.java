package bliss4j.packing;

/** Packs and unpacks chunks of one size; for any threads at once. */
public sealed interface ChunkCodec permits Deflated, Lz4Packed, Bitshuffled {
    /** Bytes of a chunk that is not packed. */
    int chunkBytes();

    /** The packed chunk, or {@code chunk} itself if packing does not make it smaller. */
    byte[] pack(byte[] chunk);

    /** HDF5's mask that says of a chunk that no filter was applied to it. */
    int skipAll();

    /**
     * The chunk as it was before it was packed.
     *
     * @param mask has a bit set for each filter that was not applied
     * @throws PackingException if it was not packed this way, or is cut off
     */
    byte[] unpack(byte[] stored, int mask);
}
