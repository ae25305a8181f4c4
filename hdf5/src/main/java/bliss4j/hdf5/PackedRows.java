package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.packing.ChunkCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rows of a compressed dataset, packed and unpacked by us; used under the lock.
 *
 * <p>A chunk that is complete when it is first written is written packed. One that a flush finds incomplete is written
 * as it is, and stays so when it is complete: packed it would be smaller, HDF5 would move it and give its old place to
 * the next chunk, and a process killed before the next flush would leave a file that still looks there.
 */
final class PackedRows {
    private final ChunkCodec codec;
    private final ChunkFile chunks;
    private final int chunkRows;
    private final int rowBytes;
    private final Place place;

    /** The incomplete chunk at the end, and how many rows it has. */
    private byte[] tail = new byte[0];

    private int tailRows;
    private long tailStart;
    private boolean tailOnDisk;
    private boolean tailChanged;

    PackedRows(ChunkCodec codec, ChunkFile chunks, int chunkRows, Place place) {
        this.codec = codec;
        this.chunks = chunks;
        this.chunkRows = chunkRows;
        this.rowBytes = codec.chunkBytes() / chunkRows;
        this.place = place;
    }

    /** Takes up the incomplete chunk from the disk; before the first append. */
    void resume(Numbers rows, long start) {
        tail = new byte[codec.chunkBytes()];
        rows.copyTo(tail, 0);
        tailRows = rows.length();
        tailStart = start;
        tailOnDisk = tailRows > 0;
    }

    boolean isResumed() {
        return tail.length > 0;
    }

    boolean startsChunk() {
        return tailRows == 0;
    }

    /** Goes on behind whole chunks that others wrote. */
    void moveTo(long start) {
        tailStart = start;
        tailOnDisk = false;
    }

    /** The whole chunks in {@code rows}, packed; needs no lock. */
    List<byte[]> pack(Numbers rows) {
        List<byte[]> packed = new ArrayList<>();
        for (int from = 0; rows.length() - from >= chunkRows; from += chunkRows) {
            packed.add(codec.pack(bytes(rows, from, chunkRows)));
        }
        return packed;
    }

    private byte[] bytes(Numbers rows, int from, int count) {
        byte[] bytes = new byte[codec.chunkBytes()];
        rows.copyTo(bytes, 0, from * rowBytes, count * rowBytes);
        return bytes;
    }

    /**
     * Adds rows.
     *
     * @param ahead what {@link #pack} made of them, or nothing if they do not start a chunk
     */
    void append(Numbers rows, List<byte[]> ahead) {
        int from = 0;
        int filled = tailRows;
        long start = tailStart;
        int packed = 0;
        while (rows.length() - from >= chunkRows - filled) {
            if (filled > 0) {
                completeTail(rows, filled);
            } else {
                writeChunk(
                        start, packed < ahead.size() ? ahead.get(packed++) : codec.pack(bytes(rows, from, chunkRows)));
            }
            from += chunkRows - filled;
            start += chunkRows;
            filled = 0;
        }
        int left = rows.length() - from;
        if (filled == 0) {
            Arrays.fill(tail, (byte) 0);
        }
        rows.copyTo(tail, filled * rowBytes, from * rowBytes, left * rowBytes);
        tailOnDisk &= start == tailStart;
        tailStart = start;
        tailRows = filled + left;
        tailChanged = left > 0 || (tailChanged && from == 0);
    }

    private void completeTail(Numbers rows, int filled) {
        byte[] chunk = tail.clone();
        rows.copyTo(chunk, filled * rowBytes, 0, (chunkRows - filled) * rowBytes);
        if (tailOnDisk) {
            chunks.write(tailStart, chunk, codec.skipAll());
        } else {
            writeChunk(tailStart, codec.pack(chunk));
        }
    }

    private void writeChunk(long start, byte[] packed) {
        chunks.write(start, packed, packed.length == codec.chunkBytes() ? codec.skipAll() : 0);
    }

    /** Brings the incomplete chunk to the disk, where its place stays the same until it is complete. */
    void writeTail() {
        if (tailChanged) {
            chunks.write(tailStart, tail, codec.skipAll());
            tailOnDisk = true;
            tailChanged = false;
        }
    }

    /**
     * Takes the chunks of some rows from the disk as they are.
     *
     * @return what unpacks them and needs no lock; nothing if a chunk was never written
     */
    Optional<Supplier<NdArray>> read(long from, Shape rows, DType dtype) {
        writeTail();
        long first = from - from % chunkRows;
        List<ChunkFile.Stored> stored = new ArrayList<>();
        for (long start = first; start < from + rows.length(0); start += chunkRows) {
            Optional<ChunkFile.Stored> chunk = chunks.read(start);
            if (chunk.isEmpty()) {
                return Optional.empty();
            }
            stored.add(chunk.get());
        }
        return Optional.of(() -> Numbers.wrap(dtype, rows, unpack(stored, (int) (from - first), rows.length(0))));
    }

    private byte[] unpack(List<ChunkFile.Stored> stored, int skip, int rows) {
        byte[] bytes = new byte[rows * rowBytes];
        int at = 0;
        int from = skip * rowBytes;
        for (ChunkFile.Stored chunk : stored) {
            int count = Math.min(codec.chunkBytes() - from, bytes.length - at);
            System.arraycopy(chunk.unpack(codec, place), from, bytes, at, count);
            at += count;
            from = 0;
        }
        return bytes;
    }
}
