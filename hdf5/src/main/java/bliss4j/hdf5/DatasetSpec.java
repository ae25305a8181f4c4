package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.packing.Packing;

/**
 * What a dataset that grows is made of.
 *
 * @param dtype the type of its items
 * @param row the shape of one row: {@code ()} for a counter, {@code (1024,)} for a spectrum
 * @param chunkRows how many rows lie together on the disk
 * @param packing what a chunk goes through on its way to the disk
 * @param chunkWidth 0 if all rows have the shape {@code row}; else rows are spectra that {@link H5Dataset#widen} may make
 *     longer, and so many of their items lie together
 */
public record DatasetSpec(DType dtype, Shape row, int chunkRows, Packing packing, int chunkWidth) {
    /** Bytes of a text in a chunk: its length, and the address and index of where it lies. */
    static final int TEXT_BYTES = 16;

    public DatasetSpec {
        if (chunkRows < 1) {
            throw new IllegalArgumentException("a chunk of " + chunkRows + " rows, expected at least 1");
        }
        if (row.size() == 0) {
            throw new IllegalArgumentException("rows of shape " + row + " hold nothing");
        }
        if (chunkWidth < 0 || (chunkWidth > 0 && (row.rank() != 1 || dtype == DType.TEXT))) {
            throw new IllegalArgumentException(
                    "only spectra of numbers can be widened, not rows of " + dtype.numpyName() + row);
        }
        if (chunkBytes(dtype, chunkRow(row, chunkWidth), chunkRows) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "chunks of " + chunkRows + " rows of " + dtype.numpyName() + row + " are larger than 2 GiB");
        }
        if (dtype == DType.TEXT && !packing.isNone()) {
            throw new IllegalArgumentException("text cannot be compressed: a chunk holds only where it lies");
        }
    }

    /**
     * Rows of one shape.
     *
     * @param deflateLevel 0 for not compressed, 1 (fast) to 9 (small)
     */
    public DatasetSpec(DType dtype, Shape row, int chunkRows, int deflateLevel) {
        this(dtype, row, chunkRows, Packing.deflate(deflateLevel), 0);
    }

    /** Images or others that are large: each is a chunk. */
    public static DatasetSpec ofFrames(DType dtype, Shape frame, Packing packing) {
        return new DatasetSpec(dtype, frame, 1, packing, 0);
    }

    /** Rows of one shape, not compressed. */
    public DatasetSpec(DType dtype, Shape row, int chunkRows) {
        this(dtype, row, chunkRows, Packing.NONE, 0);
    }

    /** The same for spectra that may become longer. */
    public DatasetSpec widening(int itemsTogether) {
        return new DatasetSpec(dtype, row, chunkRows, packing, itemsTogether);
    }

    boolean widens() {
        return chunkWidth > 0;
    }

    /** The shape of a chunk. */
    Shape chunk() {
        return chunkRow(row, chunkWidth).times(chunkRows);
    }

    private static Shape chunkRow(Shape row, int chunkWidth) {
        return chunkWidth > 0 ? Shape.of(chunkWidth) : row;
    }

    int chunkBytes() {
        return (int) chunkBytes(dtype, chunkRow(row, chunkWidth), chunkRows);
    }

    private static long chunkBytes(DType dtype, Shape row, int chunkRows) {
        int itemBytes = dtype == DType.TEXT ? TEXT_BYTES : dtype.itemSize();
        return (long) chunkRows * row.size() * itemBytes;
    }
}
