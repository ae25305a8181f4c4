package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.Pointer;

/**
 * The native side of a dataset, shared by all who opened it; used under the lock.
 *
 * <p>It keeps what an append needs, so that one of a single row allocates nothing native: three calls set the place, one
 * writes.
 */
final class OpenDataset {
    private final Place place;
    private final long id;
    private final Runnable closed;
    private final StoredType type;
    private final Shape row;

    /** The present lengths, none for a single value. */
    private final long[] lengths;

    private final boolean grows;
    private final long[] start;
    private final long[] count;
    private final long fileSpace;
    private final long memorySpace;
    private int users;
    private boolean open = true;

    OpenDataset(Place place, long id, Runnable closed) {
        this.place = place;
        this.id = id;
        this.closed = closed;
        this.type = StoredType.read(place.ok(hdf5.H5Dget_type(id), "ask for its type"), place);
        this.fileSpace = place.ok(hdf5.H5Dget_space(id), "ask for its shape");
        this.lengths = Space.dimensions(fileSpace, place);
        this.grows = Space.grows(fileSpace, place);
        this.row =
                lengths.length == 0 ? Shape.SCALAR : Space.shape(Arrays.copyOfRange(lengths, 1, lengths.length), place);
        this.start = new long[lengths.length];
        this.count = lengths.clone();
        this.memorySpace = place.ok(hdf5.H5Scopy(fileSpace), "copy its shape");
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

    void writeTail() {}

    DType dtype() {
        return type.dtype();
    }

    long length() {
        return lengths.length == 0 ? 1 : lengths[0];
    }

    Shape shape() {
        return Space.shape(lengths, place);
    }

    void append(NdArray rows) {
        checkRows(rows);
        int step = rowsAtOnce();
        for (int from = 0; from < rows.length(); from += step) {
            int to = Math.min(rows.length(), from + step);
            long end = length();
            grow(to - from);
            try {
                select(end, to - from);
                writeSelected(rows, from, to);
            } catch (Hdf5Exception e) {
                grow(from - to); // rows that hold nothing must not stay
                throw e;
            }
        }
    }

    /** As many rows as make a slice. */
    private int rowsAtOnce() {
        long rowBytes = Math.max(1, (long) row.size() * Math.max(1, type.dtype().itemSize()));
        return (int) Math.max(1, Scratch.SLICE / rowBytes);
    }

    private void writeSelected(NdArray rows, int from, int to) {
        switch (rows) {
            case Numbers numbers -> {
                int rowBytes = numbers.byteCount() / numbers.length();
                Transfer.writeNumbers(numbers, from * rowBytes, (to - from) * rowBytes, place, this::write);
            }
            case Texts texts -> Transfer.write(texts.slice(from, to), place, this::write);
        }
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
        lengths[0] += rows;
        if (hdf5.H5Dset_extent(id, lengths) < 0) {
            lengths[0] -= rows;
            throw place.failed("grow", InnermostError.text());
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

    NdArray read() {
        if (lengths.length > 0) {
            return read(0, lengths[0]);
        }
        return Transfer.read(
                type,
                Shape.SCALAR,
                place,
                memory -> hdf5.H5Dread(id, type.memory(), hdf5.H5S_ALL, hdf5.H5S_ALL, hdf5.H5P_DEFAULT, memory));
    }

    NdArray read(long from, long to) {
        if (lengths.length == 0 || from < 0 || to < from || to > lengths[0]) {
            throw place.failed("read rows " + from + ":" + to, "its shape is " + shape());
        }
        if (to - from > Integer.MAX_VALUE
                || (to - from) * row.size() * type.dtype().itemSize() > Integer.MAX_VALUE) {
            throw place.failed("read rows " + from + ":" + to, "they are more than 2 GiB, read fewer at a time");
        }
        int rows = (int) (to - from);
        if (rows == 0 || row.size() == 0) {
            return NdArray.empty(type.dtype(), row).reshape(row.times(rows));
        }
        return type.dtype() == DType.TEXT ? readTexts(from, rows) : readNumbers(from, rows);
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
