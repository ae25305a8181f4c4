package bliss4j.pickle;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a numpy array as a pickle has them, not yet in our order. */
final class PickleArray {
    private final PickleDType dtype;
    private final int[] lengths;
    private final boolean fortran;
    private final byte[] bytes;

    /** Takes {@code bytes}, which nobody may write to afterwards. */
    PickleArray(PickleDType dtype, int[] lengths, boolean fortran, byte[] bytes) {
        this.dtype = dtype;
        this.lengths = lengths;
        this.fortran = fortran;
        this.bytes = bytes;
    }

    /** Little-endian and in C order. */
    NdArray decode() {
        if (dtype.itemSize() == 0 && lengths.length > 0) {
            throw PickleException.refused("an array of strings without a character");
        }
        Shape shape = shape();
        byte[] ordered = fortran && lengths.length > 1 ? inRows() : bytes;
        if (dtype.type() == DType.TEXT) {
            return new Texts(shape, texts(ordered));
        }
        return Numbers.wrap(dtype.type(), shape, dtype.bigEndian() ? swapped(ordered) : ordered);
    }

    private Shape shape() {
        long size = dtype.itemSize();
        long withoutEmpty = 1;
        for (int length : lengths) {
            size *= length;
            withoutEmpty *= Math.max(1, length);
            if (length < 0 || withoutEmpty > Integer.MAX_VALUE) {
                throw PickleException.malformed("an array of impossible shape");
            }
        }
        if (size != bytes.length) {
            throw PickleException.malformed(
                    "an array of " + size + " bytes by its shape that has " + bytes.length + " bytes");
        }
        return Shape.of(lengths);
    }

    /** Fortran keeps columns together; ours are rows. */
    private byte[] inRows() {
        int item = dtype.itemSize();
        byte[] rows = new byte[bytes.length];
        int[] strides = new int[lengths.length];
        int stride = item;
        for (int i = 0; i < lengths.length; i++) {
            strides[i] = stride;
            stride *= lengths[i];
        }
        int[] index = new int[lengths.length];
        int from = 0;
        for (int to = 0; to < rows.length; to += item) {
            System.arraycopy(bytes, from, rows, to, item);
            for (int i = lengths.length - 1; i >= 0; i--) {
                from += strides[i];
                if (++index[i] < lengths[i]) {
                    break;
                }
                from -= strides[i] * lengths[i];
                index[i] = 0;
            }
        }
        return rows;
    }

    private byte[] swapped(byte[] big) {
        int item = dtype.itemSize();
        byte[] little = new byte[big.length];
        for (int at = 0; at < big.length; at += item) {
            for (int i = 0; i < item; i++) {
                little[at + i] = big[at + item - 1 - i];
            }
        }
        return little;
    }

    /** Four bytes a character; zeros fill the items up at their end. */
    private List<String> texts(byte[] ordered) {
        if (dtype.itemSize() == 0) {
            return List.of("");
        }
        List<String> texts = new ArrayList<>();
        int[] characters = new int[ordered.length == 0 ? 0 : dtype.itemSize() / 4];
        for (int at = 0; at < ordered.length; at += dtype.itemSize()) {
            int used = 0;
            for (int i = 0; i < characters.length; i++) {
                characters[i] = character(ordered, at + 4 * i);
                used = characters[i] == 0 ? used : i + 1;
            }
            texts.add(new String(characters, 0, used));
        }
        return texts;
    }

    private int character(byte[] from, int at) {
        int c = 0;
        for (int i = 0; i < 4; i++) {
            c = (c << 8) | (from[at + (dtype.bigEndian() ? i : 3 - i)] & 0xFF);
        }
        if (!Character.isValidCodePoint(c)) {
            throw PickleException.malformed("text with a character beyond Unicode");
        }
        return c;
    }
}
