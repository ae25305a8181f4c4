package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Moves arrays to and from the native memory that HDF5 reads and writes. */
final class Transfer {
    private Transfer() {}

    /** A native read or write with everything given but the memory; negative when it failed. */
    @FunctionalInterface
    interface Call {
        int with(Pointer memory);
    }

    /** Has {@code call} write the items of {@code array}. */
    static void write(NdArray array, Place place, Call call) {
        switch (array) {
            case Numbers numbers -> writeNumbers(numbers, 0, numbers.byteCount(), place, call);
            case Texts texts -> writeTexts(texts, place, call);
        }
    }

    /** Has {@code call} write some of the bytes of {@code numbers}. */
    static void writeNumbers(Numbers numbers, int from, int count, Place place, Call call) {
        Scratch scratch = Scratch.of(count);
        numbers.copyTo(scratch.bytes(), from, count);
        place.ok(call.with(scratch.pointer()), "write");
    }

    /** A table of pointers, behind it the texts, each ended by a zero. */
    private static void writeTexts(Texts texts, Place place, Call call) {
        List<byte[]> encoded = new ArrayList<>(texts.items().size());
        long size = 0;
        for (String text : texts.items()) {
            if (text.indexOf('\0') >= 0) {
                throw place.failed("write text", "it holds a NUL character: " + text.replace("\0", "\\0"));
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            encoded.add(bytes);
            size += Long.BYTES + bytes.length + 1;
        }
        Scratch scratch = Scratch.of(Math.toIntExact(size));
        ByteBuffer memory = scratch.bytes();
        int at = encoded.size() * Long.BYTES;
        for (int i = 0; i < encoded.size(); i++) {
            byte[] bytes = encoded.get(i);
            memory.putLong(i * Long.BYTES, scratch.pointer().address() + at);
            memory.put(at, bytes);
            memory.put(at + bytes.length, (byte) 0);
            at += bytes.length + 1;
        }
        place.ok(call.with(scratch.pointer()), "write text");
    }

    /** An array of {@code shape} of what {@code call} reads. */
    static NdArray read(StoredType type, Shape shape, Place place, Call call) {
        if (type.dtype() != DType.TEXT) {
            byte[] bytes =
                    new byte[Math.multiplyExact(shape.size(), type.dtype().itemSize())];
            readBytes(bytes, 0, bytes.length, place, call);
            return Numbers.wrap(type.dtype(), shape, bytes);
        }
        return new Texts(
                shape,
                type.fixedLength() > 0
                        ? fixedTexts(type, shape.size(), place, call)
                        : variableTexts(shape.size(), place, call));
    }

    /** Has {@code call} read {@code count} bytes into {@code bytes}. */
    static void readBytes(byte[] bytes, int at, int count, Place place, Call call) {
        if (count > 0) {
            Scratch scratch = Scratch.of(count);
            place.ok(call.with(scratch.pointer()), "read");
            scratch.bytes().get(0, bytes, at, count);
        }
    }

    private static List<String> fixedTexts(StoredType type, int count, Place place, Call call) {
        int length = type.fixedLength();
        boolean spacePadded = type.spacePadded();
        byte[] bytes = new byte[Math.multiplyExact(count, length)];
        readBytes(bytes, 0, bytes.length, place, call);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(fixedText(bytes, i * length, length, spacePadded));
        }
        return texts;
    }

    private static String fixedText(byte[] bytes, int at, int length, boolean spacePadded) {
        int end = 0;
        while (end < length && bytes[at + end] != 0) {
            end++;
        }
        while (spacePadded && end > 0 && bytes[at + end - 1] == ' ') {
            end--;
        }
        return new String(bytes, at, end, StandardCharsets.UTF_8);
    }

    /** Texts that HDF5 allocates and we release. */
    private static List<String> variableTexts(int count, Place place, Call call) {
        List<String> texts = new ArrayList<>(count);
        if (count == 0) {
            return texts;
        }
        Scratch scratch = Scratch.of(Math.multiplyExact(count, Long.BYTES));
        scratch.bytes().put(0, new byte[count * Long.BYTES]);
        try {
            place.ok(call.with(scratch.pointer()), "read text");
        } finally {
            PointerPointer<BytePointer> pointers = new PointerPointer<>(scratch.pointer());
            for (int i = 0; i < count; i++) {
                BytePointer text = pointers.get(BytePointer.class, i);
                if (text == null) {
                    texts.add("");
                } else {
                    texts.add(text.getString(StandardCharsets.UTF_8));
                    hdf5.H5free_memory(text);
                }
            }
        }
        return texts;
    }
}
