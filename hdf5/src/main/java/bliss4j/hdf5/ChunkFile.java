package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.packing.ChunkCodec;
import bliss4j.packing.PackedChunk;
import bliss4j.packing.PackingException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.hdf5.global.hdf5;

/** Whole chunks of a dataset, moved as they lie on the disk; used under the lock. */
final class ChunkFile {
    /** What libhdf5 says of a chunk that was never written, where others were; where none was its size is 0. */
    private static final String NOT_THERE = "chunk storage is not allocated";

    private final long dataset;
    private final Place place;
    private final long[] offset;
    private final long[] size = new long[1];
    private final int[] mask = new int[1];

    /**
     * The chunk last written and its mask: libhdf5 1.14.3 remembers where that chunk lies but not its mask, and gives 0
     * for it until another chunk was looked up (the file is right).
     */
    private long lastWritten = -1;

    private int lastMask;

    ChunkFile(long dataset, int rank, Place place) {
        this.dataset = dataset;
        this.place = place;
        this.offset = new long[rank];
    }

    /** A chunk as it lies on the disk. */
    static final class Stored {
        private final byte[] bytes;
        private final int mask;

        private Stored(byte[] bytes, int mask) {
            this.bytes = bytes;
            this.mask = mask;
        }

        byte[] unpack(ChunkCodec codec, Place place) {
            try {
                return codec.unpack(bytes, mask);
            } catch (PackingException e) {
                throw place.failed("unpack a chunk", String.valueOf(e.getMessage()));
            }
        }
    }

    void write(long firstRow, PackedChunk chunk) {
        int count = chunk.bytes().byteCount();
        Scratch scratch = Scratch.of(count);
        chunk.bytes().copyTo(scratch.bytes(), 0, count);
        write(firstRow, scratch, count, chunk.mask());
    }

    void write(long firstRow, byte[] bytes, int skipped) {
        Scratch scratch = Scratch.of(bytes.length);
        scratch.bytes().put(0, bytes);
        write(firstRow, scratch, bytes.length, skipped);
    }

    /** Writes a new chunk that begins with some bytes of {@code rows}. */
    void start(long firstRow, Numbers rows, int from, int count, int chunkBytes) {
        Scratch scratch = Scratch.of(chunkBytes);
        rows.copyTo(scratch.bytes(), from, count);
        fill(scratch.bytes(), count, chunkBytes, rows.dtype());
        write(firstRow, scratch, chunkBytes, 0);
    }

    /** Writes a new chunk of zeros, which for text are texts that are not there. */
    void start(long firstRow, int chunkBytes) {
        Scratch scratch = Scratch.of(chunkBytes);
        fill(scratch.bytes(), 0, chunkBytes, DType.UINT8);
        write(firstRow, scratch, chunkBytes, 0);
    }

    private static void fill(ByteBuffer bytes, int from, int to, DType dtype) {
        switch (dtype) {
            case FLOAT32 -> {
                for (int at = from; at < to; at += Float.BYTES) {
                    bytes.putFloat(at, Float.NaN);
                }
            }
            case FLOAT64 -> {
                for (int at = from; at < to; at += Double.BYTES) {
                    bytes.putDouble(at, Double.NaN);
                }
            }
            default -> bytes.put(from, new byte[to - from]);
        }
    }

    private void write(long firstRow, Scratch scratch, int count, int skipped) {
        offset[0] = firstRow;
        int failed = hdf5.H5Dwrite_chunk(dataset, hdf5.H5P_DEFAULT, skipped, offset, count, scratch.pointer());
        place.ok(failed, "write a chunk");
        lastWritten = firstRow;
        lastMask = skipped;
    }

    /** Whether the chunk that starts at a row was ever written. */
    boolean isThere(long firstRow) {
        offset[0] = firstRow;
        size[0] = 0;
        if (hdf5.H5Dget_chunk_storage_size(dataset, offset, size) < 0) {
            String reason = InnermostError.text();
            if (!reason.equals(NOT_THERE)) {
                throw place.failed("ask for a chunk", reason);
            }
        }
        return size[0] > 0;
    }

    /** The chunk that starts at a row, if it was ever written. */
    Optional<Stored> read(long firstRow) {
        if (!isThere(firstRow)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[Math.toIntExact(size[0])];
        Transfer.readBytes(
                bytes,
                0,
                bytes.length,
                place,
                memory -> hdf5.H5Dread_chunk(dataset, hdf5.H5P_DEFAULT, offset, mask, memory));
        return Optional.of(new Stored(bytes, firstRow == lastWritten ? lastMask : mask[0]));
    }
}
