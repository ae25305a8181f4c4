package bliss4j.edf;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** One image with its header as it goes into a file; made by any thread. */
public final class EdfFrame {
    private static final int HEADER_BLOCK = 512;
    private static final String END = "}\n";
    private static final int FASTEST = 1;

    /** What the header of a lost image has. */
    static final String LOST = "acq_frame_lost";

    private final byte[] header;
    private final Numbers image;
    private final Optional<byte[]> packed;

    private EdfFrame(byte[] header, Numbers image, Optional<byte[]> packed) {
        this.header = header;
        this.image = image;
        this.packed = packed;
    }

    /**
     * An image as it is.
     *
     * @param number of the image in its acquisition, from 0
     */
    public static EdfFrame of(long number, Numbers image) {
        return new EdfFrame(header(number, image), image, Optional.empty());
    }

    /** An image packed with gzip: a file of such frames unpacks to one of plain frames. */
    public static EdfFrame packed(long number, Numbers image) {
        return packed(of(number, image));
    }

    private static EdfFrame packed(EdfFrame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(frame.image.byteCount() / 2 + HEADER_BLOCK);
        try (FastGzip gzip = new FastGzip(bytes)) {
            gzip.write(frame.header);
            gzip.write(frame.image.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory, which has none
        }
        return new EdfFrame(frame.header, frame.image, Optional.of(bytes.toByteArray()));
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream to) throws IOException {
            super(to);
            def.setLevel(1);
        }
    }

    /** Zeros in the place of an image that was lost, so that those behind it keep theirs; its header says so. */
    public static EdfFrame lost(long number, DType dtype, Shape shape) {
        Numbers zeros = Numbers.wrap(dtype, shape, new byte[shape.size() * dtype.itemSize()]);
        return new EdfFrame(header(number, zeros, List.of(LOST + " = 1 ;\n")), zeros, Optional.empty());
    }

    /** The same packed. */
    public static EdfFrame packedLost(long number, DType dtype, Shape shape) {
        return packed(lost(number, dtype, shape));
    }

    private static byte[] header(long number, Numbers image) {
        return header(number, image, List.of());
    }

    private static byte[] header(long number, Numbers image, List<String> more) {
        Shape shape = image.shape();
        if (shape.rank() < 1 || shape.size() == 0) {
            throw new DataException("EDF cannot hold an image of shape " + shape);
        }
        StringBuilder text = new StringBuilder("{\n");
        field(text, "HeaderID", "EH:%06d:000000:000000".formatted(number + 1));
        field(text, "Image", number + 1);
        field(text, "ByteOrder", "LowByteFirst");
        field(text, "DataType", EdfType.nameOf(image.dtype()));
        for (int i = 0; i < shape.rank(); i++) {
            field(text, "Dim_" + (i + FASTEST), shape.length(shape.rank() - 1 - i));
        }
        field(text, "Size", image.byteCount());
        field(text, "acq_frame_nb", number);
        more.forEach(text::append);
        int length = text.length() + END.length();
        int blocks = (length + HEADER_BLOCK - 1) / HEADER_BLOCK;
        text.append(" ".repeat(blocks * HEADER_BLOCK - length)).append(END);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void field(StringBuilder text, String name, Object value) {
        text.append(name).append(" = ").append(value).append(" ;\n");
    }

    /** What comes into the file first. */
    byte[] start() {
        return packed.orElse(header);
    }

    /** What comes behind it, if anything does. */
    Optional<Numbers> rest() {
        return packed.isPresent() ? Optional.empty() : Optional.of(image);
    }
}
