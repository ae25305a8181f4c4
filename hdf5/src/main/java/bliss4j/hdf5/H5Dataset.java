package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import bliss4j.packing.PackedChunk;
import java.util.List;
import java.util.function.Supplier;

/**
 * A dataset: an array of one type, some of which grow by rows.
 *
 * <p>Holds native ids and memory until it or its file is closed. Opened twice, both see each other's rows at once. May
 * be used from any platform thread.
 */
public final class H5Dataset extends H5Object implements AutoCloseable {
    private final OpenDataset data;
    private boolean open = true;

    H5Dataset(H5File file, String path, OpenDataset data) {
        super(file, path);
        this.data = data;
    }

    public DType dtype() {
        return data.dtype();
    }

    /** The shape as it is now. */
    public Shape shape() {
        return Hdf5.hold(() -> data().shape());
    }

    /** How many rows it has now; 1 for a single value. */
    public long length() {
        return Hdf5.hold(() -> data().length());
    }

    /**
     * Adds rows at the end. They reach other processes with the file's next flush.
     *
     * @param rows of shape (n, …row); n may be 0
     * @throws Hdf5Exception if their type or shape is another, or the dataset cannot grow
     */
    public void append(NdArray rows) {
        List<byte[]> ahead = data.packAhead(rows);
        Hdf5.enter();
        try {
            data().append(rows, ahead);
        } finally {
            Hdf5.leave();
        }
    }

    /**
     * Adds the rows of one chunk, packed before by any thread; only bytes are moved here.
     *
     * @throws Hdf5Exception if its type, shape or packing is another, or there is an incomplete chunk before it
     */
    public void append(PackedChunk chunk) {
        Hdf5.hold(() -> data().append(chunk));
    }

    /** Leaves out the rows of one chunk: they read as zeros, and {@link #isWritten} tells. */
    public void leaveOut() {
        Hdf5.hold(() -> data().leaveOut());
    }

    /** Whether row {@code index}, which is there, was written and not left out. */
    public boolean isWritten(long index) {
        return Hdf5.hold(() -> data().isWritten(index));
    }

    /** Whether its rows are spectra that can be made longer. */
    public boolean widens() {
        return Hdf5.hold(() -> data().widens());
    }

    /**
     * Makes its rows longer, those that are there and those that come; what is added to the former is the fill value, for
     * floats NaN. By who appends.
     *
     * @param width items of a row, as many as now at least
     * @throws Hdf5Exception if it does not widen
     */
    public void widen(int width) {
        Hdf5.hold(() -> data().widen(width));
    }

    /**
     * The rows from {@code from} up to but not including {@code to}.
     *
     * @throws Hdf5Exception if there are fewer
     */
    public NdArray read(long from, long to) {
        return fetch(from, to).get();
    }

    /**
     * Takes those rows from the file now; they are unpacked when the result is asked for them, which needs neither the
     * lock nor the file. For readers that hold the lock while they open, read and close.
     */
    public Supplier<NdArray> fetch(long from, long to) {
        return Hdf5.hold(() -> data().read(from, to));
    }

    /** All of it: an array, or a single value. */
    public NdArray read() {
        return Hdf5.hold(() -> data().read()).get();
    }

    private OpenDataset data() {
        file().id();
        if (!open) {
            throw new Hdf5Exception(place() + ": the dataset is closed");
        }
        return data;
    }

    /** Lets go of what it holds; rows not yet flushed stay in the file's hands. */
    @Override
    public void close() {
        Hdf5.hold(() -> {
            if (open) {
                open = false;
                data.release();
            }
        });
    }
}
