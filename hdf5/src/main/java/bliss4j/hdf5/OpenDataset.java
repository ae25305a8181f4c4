package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.packing.PackedChunk;
import bliss4j.packing.Packing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The native side of a dataset, shared by all who opened it; used under the lock.
 *
 * <p>It keeps what an append needs, so that one of a single row allocates nothing native: three calls set the place, one
 * writes.
 */
final class OpenDataset {
    private final H5File file;
    private final Place place;
    private final long id;
    private final Runnable closed;
    private final StoredType type;
    private Shape row;

    /** The present lengths, none for a single value. */
    private final long[] lengths;

    private final boolean grows;
    private final boolean widens;

    /** Rows of a chunk; 0 if chunks are not of whole rows. */
    private int chunkRows;

    /** Bytes of a chunk that we may write as they are; 0 if HDF5 must do it. */
    private int chunkBytes;

    private final Optional<Packing.Method> packing;
    private final ChunkFile chunks;
    private @Nullable PackedRows packed;
    private final long[] start;
    private final long[] count;
    private final long fileSpace;
    private final long memorySpace;
    private int users;
    private boolean open = true;

    OpenDataset(H5File file, Place place, long id, Runnable closed) {
        this.file = file;
        this.place = place;
        this.id = id;
        this.closed = closed;
        this.type = StoredType.read(place.ok(hdf5.H5Dget_type(id), "ask for its type"), place);
        this.fileSpace = place.ok(hdf5.H5Dget_space(id), "ask for its shape");
        this.lengths = Space.dimensions(fileSpace, place);
        this.grows = Space.grows(fileSpace, 0, place);
        this.widens = lengths.length == 2 && Space.grows(fileSpace, 1, place);
        this.row =
                lengths.length == 0 ? Shape.SCALAR : Space.shape(Arrays.copyOfRange(lengths, 1, lengths.length), place);
        Chunks layout = Chunks.of(id, place);
        this.chunkRows = layout.rows(row);
        this.chunks = new ChunkFile(id, lengths.length, place);
        this.chunkBytes = chunkRows == 0 || layout.filtered() || !storedAsRead() ? 0 : (int) layout.bytes();
        this.packing = storedAsRead() ? layout.method() : Optional.empty();
        this.start = new long[lengths.length];
        this.count = lengths.clone();
        this.memorySpace = place.ok(hdf5.H5Scopy(fileSpace), "copy its shape");
        this.packed = layout.codec()
                .filter(codec -> chunkRows > 0 && type.dtype() != DType.TEXT && storedAsRead())
                .map(codec -> new PackedRows(codec, chunks, chunkRows, place))
                .orElse(null);
    }

    /** Whether the bytes on the disk are the bytes in memory. */
    private boolean storedAsRead() {
        long stored = place.ok(hdf5.H5Dget_type(id), "ask for its type");
        try {
            return hdf5.H5Tequal(stored, type.memory()) > 0;
        } finally {
            hdf5.H5Tclose(stored);
        }
    }

    OpenDataset use() {
        users++;
        return this;
    }

    /** Closes it when nobody uses it any more. */
    void release() {
        users--;
        if (users == 0 && open) {
            writeTail();
            closeId();
            closed.run();
        }
    }

    void closeId() {
        if (open) {
            open = false;
            hdf5.H5Sclose(fileSpace);
            hdf5.H5Sclose(memorySpace);
            type.close();
            hdf5.H5Dclose(id);
        }
    }

    /** Brings to HDF5 what we hold back ourselves: the incomplete chunk of a compressed dataset. */
    void writeTail() {
        if (packed != null && open) {
            packed.writeTail();
        }
    }

    /** Packs what of {@code rows} can be packed before the lock is taken, where nothing else waits for it. */
    List<byte[]> packAhead(NdArray rows) {
        PackedRows packer = packed;
        if (packer == null || !(rows instanceof Numbers numbers)) {
            return List.of();
        }
        checkRows(rows);
        return Hdf5.hold(() -> resumed(packer).startsChunk()) ? packer.pack(numbers) : List.of();
    }

    DType dtype() {
        return type.dtype();
    }

    long length() {
        return lengths.length == 0 ? 1 : lengths[0];
    }

    Shape shape() {
        return Space.shape(lengths, place);
    }

    /** Has {@code rows} know the incomplete chunk at the end, which only who appends needs. */
    private PackedRows resumed(PackedRows rows) {
        if (!rows.isResumed()) {
            int tail = (int) (lengths[0] % chunkRows);
            rows.resume(readNumbers(lengths[0] - tail, tail), lengths[0] - tail);
        }
        return rows;
    }

    /** @param ahead what {@link #packAhead} made of them */
    void append(NdArray rows, List<byte[]> ahead) {
        checkRows(rows);
        int step = packed == null ? rowsAtOnce() : rows.length();
        Optional.ofNullable(packed).ifPresent(this::resumed);
        for (int from = 0; from < rows.length(); from += step) {
            int to = Math.min(rows.length(), from + step);
            grow(to - from);
            try {
                writeLast(rows, from, to, ahead);
            } catch (Hdf5Exception e) {
                grow(from - to); // rows that hold nothing must not stay
                throw e;
            }
        }
    }

    /** Adds a whole chunk as it goes to the disk. */
    void append(PackedChunk chunk) {
        boolean fits = grows
                && chunkRows > 0
                && packing.equals(Optional.of(chunk.packing().method()))
                && chunk.dtype() == type.dtype()
                && chunk.rows().equals(row.times(chunkRows))
                && lengths[0] % chunkRows == 0;
        if (!fits) {
            throw place.failed(
                    "append a chunk of " + chunk.dtype().numpyName() + chunk.rows() + " packed by "
                            + chunk.packing().method(),
                    "expected " + type.dtype().numpyName() + row.times(chunkRows) + " packed by "
                            + packing.map(Enum::name).orElse("what we do not know") + ", behind whole chunks");
        }
        long from = lengths[0];
        grow(chunkRows);
        try {
            chunks.write(from, chunk);
        } catch (Hdf5Exception e) {
            grow(-chunkRows); // a row that holds nothing must not stay
            throw e;
        }
        moveTail();
    }

    private void moveTail() {
        Optional.ofNullable(packed).filter(PackedRows::isResumed).ifPresent(rows -> rows.moveTo(lengths[0]));
    }

    /** Leaves out the rows of a whole chunk, which takes no room. */
    void leaveOut() {
        if (!grows || chunkRows == 0 || lengths[0] % chunkRows != 0) {
            throw place.failed("leave out a chunk", "expected chunks of whole rows, and whole chunks before it");
        }
        grow(chunkRows);
        moveTail();
    }

    /** Whether a row was written, and not left out. */
    boolean isWritten(long index) {
        return chunkRows == 0 || chunks.isThere(index - index % chunkRows);
    }

    /** As many rows as make a slice. */
    private int rowsAtOnce() {
        long rowBytes = Math.max(1, (long) row.size() * Math.max(1, type.dtype().itemSize()));
        return (int) Math.max(1, Scratch.SLICE / rowBytes);
    }

    private void writeLast(NdArray rows, int from, int to, List<byte[]> ahead) {
        switch (rows) {
            case Numbers numbers -> {
                PackedRows packer = packed;
                if (packer == null) {
                    writeNumbers(numbers, from, to);
                } else {
                    packer.append(numbers, packer.startsChunk() ? ahead : List.of());
                }
            }
            case Texts texts -> writeTexts(texts, from, to);
        }
    }

    /**
     * What starts a chunk goes straight to the file, the rest through HDF5's cache.
     *
     * <p>So a chunk has its place in the file at once, and not only when a flush finds it in the cache.
     */
    private void writeNumbers(Numbers rows, int from, int to) {
        int rowBytes = rows.byteCount() / rows.length();
        long end = lengths[0] - (to - from);
        int at = from;
        while (at < to) {
            int count = chunkBytes == 0 ? to - at : (int) Math.min(to - at, chunkRows - end % chunkRows);
            if (chunkBytes > 0 && end % chunkRows == 0) {
                chunks.start(end, rows, at * rowBytes, count * rowBytes, chunkBytes);
            } else {
                select(end, count);
                Transfer.writeNumbers(rows, at * rowBytes, count * rowBytes, place, this::write);
            }
            at += count;
            end += count;
        }
    }

    private void writeTexts(Texts rows, int from, int to) {
        long end = lengths[0] - (to - from);
        long firstNew = chunkBytes == 0 ? lengths[0] : end + (chunkRows - end % chunkRows) % chunkRows;
        for (long start = firstNew; start < lengths[0]; start += chunkRows) {
            chunks.start(start, chunkBytes);
        }
        select(end, to - from);
        Transfer.write(rows.slice(from, to), place, this::write);
    }

    boolean widens() {
        return widens;
    }

    /** Makes all rows, those that are there and those that come, {@code width} items long. */
    void widen(int width) {
        if (!widens || width < lengths[1]) {
            throw place.failed("make its rows " + width + " items long", "its shape is " + shape());
        }
        if (width == lengths[1]) {
            return;
        }
        writeTail();
        file.idToWrite(place);
        long narrow = lengths[1];
        lengths[1] = width;
        if (hdf5.H5Dset_extent(id, lengths) < 0) {
            lengths[1] = narrow;
            throw place.failed("make its rows " + width + " items long", InnermostError.text());
        }
        count[1] = width;
        row = Shape.of(width);
        // A chunk is a part of rows from now on, or whole rows with room to spare: HDF5 places and packs it.
        packed = null;
        chunkRows = 0;
        chunkBytes = 0;
    }

    private void checkRows(NdArray rows) {
        if (!grows) {
            throw place.failed("append", "it does not grow, its shape is " + shape());
        }
        if (rows.dtype() != type.dtype()
                || rows.shape().rank() == 0
                || !rows.shape().row().equals(row)) {
            throw place.failed(
                    "append an array of " + rows.dtype().numpyName() + rows.shape(),
                    "expected rows of " + type.dtype().numpyName() + row);
        }
    }

    private void grow(int rows) {
        file.idToWrite(place);
        lengths[0] += rows;
        if (hdf5.H5Dset_extent(id, lengths) < 0) {
            lengths[0] -= rows;
            throw place.failed("grow", file.reason());
        }
    }

    /** Aims at {@code rows} rows from {@code from} on, on both sides. */
    private void select(long from, int rows) {
        start[0] = from;
        count[0] = rows;
        place.ok(hdf5.H5Sset_extent_simple(fileSpace, lengths.length, lengths, (long[]) null), "set its shape");
        place.ok(
                hdf5.H5Sselect_hyperslab(fileSpace, hdf5.H5S_SELECT_SET, start, (long[]) null, count, (long[]) null),
                "select rows");
        place.ok(hdf5.H5Sset_extent_simple(memorySpace, count.length, count, (long[]) null), "select rows");
    }

    private int write(Pointer memory) {
        return hdf5.H5Dwrite(id, type.memory(), memorySpace, fileSpace, hdf5.H5P_DEFAULT, memory);
    }

    private int read(Pointer memory) {
        return hdf5.H5Dread(id, type.memory(), memorySpace, fileSpace, hdf5.H5P_DEFAULT, memory);
    }

    /** Reads all; what it returns may be used without the lock. */
    Supplier<NdArray> read() {
        if (lengths.length > 0) {
            return read(0, lengths[0]);
        }
        NdArray value = Transfer.read(
                type,
                Shape.SCALAR,
                place,
                memory -> hdf5.H5Dread(id, type.memory(), hdf5.H5S_ALL, hdf5.H5S_ALL, hdf5.H5P_DEFAULT, memory));
        return () -> value;
    }

    /** Reads rows; what it returns may be used without the lock. */
    Supplier<NdArray> read(long from, long to) {
        if (lengths.length == 0 || from < 0 || to < from || to > lengths[0]) {
            throw place.failed("read rows " + from + ":" + to, "its shape is " + shape());
        }
        if (to - from > Integer.MAX_VALUE
                || (to - from) * row.size() * type.dtype().itemSize() > Integer.MAX_VALUE) {
            throw place.failed("read rows " + from + ":" + to, "they are more than 2 GiB, read fewer at a time");
        }
        Shape rows = row.times((int) (to - from));
        if (rows.size() == 0) {
            NdArray nothing = NdArray.empty(type.dtype(), row).reshape(rows);
            return () -> nothing;
        }
        return Optional.ofNullable(packed)
                .flatMap(chunks -> chunks.read(from, rows, type.dtype()))
                .orElseGet(() -> readHere(from, rows.length(0)));
    }

    private Supplier<NdArray> readHere(long from, int rows) {
        NdArray values = type.dtype() == DType.TEXT ? readTexts(from, rows) : readNumbers(from, rows);
        return () -> values;
    }

    private Numbers readNumbers(long from, int rows) {
        Shape shape = row.times(rows);
        int rowBytes = row.size() * type.dtype().itemSize();
        byte[] bytes = new byte[rows * rowBytes];
        int step = rowsAtOnce();
        for (int at = 0; at < rows; at += step) {
            int now = Math.min(step, rows - at);
            select(from + at, now);
            Transfer.readBytes(bytes, at * rowBytes, now * rowBytes, place, this::read);
        }
        return Numbers.wrap(type.dtype(), shape, bytes);
    }

    private NdArray readTexts(long from, int rows) {
        List<NdArray> parts = new ArrayList<>();
        int step = rowsAtOnce();
        for (int at = 0; at < rows; at += step) {
            int now = Math.min(step, rows - at);
            select(from + at, now);
            parts.add(Transfer.read(type, row.times(now), place, this::read));
        }
        return NdArray.concat(parts);
    }
}
