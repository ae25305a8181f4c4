package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.Shape;

/**
 * What a dataset that grows is made of.
 *
 * @param dtype the type of its items
 * @param row the shape of one row: {@code ()} for a counter, {@code (1024,)} for a spectrum
 * @param chunkRows how many rows lie together on the disk
 * @param deflateLevel 0 for not compressed, 1 (fast) to 9 (small)
 */
public record DatasetSpec(DType dtype, Shape row, int chunkRows, int deflateLevel) {
    /** Bytes of a text in a chunk: its length, and the address and index of where it lies. */
    static final int TEXT_BYTES = 16;

    private static final int STRONGEST = 9;

    public DatasetSpec {
        if (chunkRows < 1) {
            throw new IllegalArgumentException("a chunk of " + chunkRows + " rows, expected at least 1");
        }
        if (deflateLevel < 0 || deflateLevel > STRONGEST) {
            throw new IllegalArgumentException("deflate level " + deflateLevel + ", expected 0 to " + STRONGEST);
        }
        if (row.size() == 0) {
            throw new IllegalArgumentException("rows of shape " + row + " hold nothing");
        }
        if (chunkBytes(dtype, row, chunkRows) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "chunks of " + chunkRows + " rows of " + dtype.numpyName() + row + " are larger than 2 GiB");
        }
        if (dtype == DType.TEXT && deflateLevel > 0) {
            throw new IllegalArgumentException("text cannot be compressed: a chunk holds only where it lies");
        }
    }

    /** Not compressed. */
    public DatasetSpec(DType dtype, Shape row, int chunkRows) {
        this(dtype, row, chunkRows, 0);
    }

    int chunkBytes() {
        return (int) chunkBytes(dtype, row, chunkRows);
    }

    private static long chunkBytes(DType dtype, Shape row, int chunkRows) {
        int itemBytes = dtype == DType.TEXT ? TEXT_BYTES : dtype.itemSize();
        return (long) chunkRows * row.size() * itemBytes;
    }
}
