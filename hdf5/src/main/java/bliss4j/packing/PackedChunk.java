package bliss4j.packing;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;

/**
 * The rows of one chunk as they go to the disk; made by any thread, so that whoever writes them only moves bytes.
 *
 * @param dtype of the rows
 * @param rows their shape
 * @param bytes what goes to the disk; its own type and shape mean nothing
 * @param mask HDF5's: a bit set for each filter that was not applied
 */
public record PackedChunk(DType dtype, Shape rows, Packing packing, Numbers bytes, int mask) {
    /** Packs the rows of one whole chunk. */
    public static PackedChunk of(Numbers rows, Packing packing) {
        if (packing.isNone()) {
            return new PackedChunk(rows.dtype(), rows.shape(), packing, rows, 0);
        }
        ChunkCodec codec = packing.codec(rows.dtype().itemSize(), rows.byteCount());
        byte[] chunk = rows.toBytes();
        byte[] packed = codec.pack(chunk);
        return new PackedChunk(
                rows.dtype(),
                rows.shape(),
                packing,
                Numbers.wrap(DType.UINT8, Shape.of(packed.length), packed),
                packed.length == chunk.length ? codec.skipAll() : 0);
    }
}
