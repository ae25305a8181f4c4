package bliss4j.publish;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Points of one channel that follow each other, copied in one behind the other. Its buffer is used again and again. */
final class Joined {
    private static final int FIRST_BYTES = 256;
    /** What a string is reckoned to take beside its characters. */
    private static final int TEXT_BYTES = 40;

    private int channel;
    private long first;
    private long timeNs;
    private DType dtype = DType.FLOAT64;
    private Shape row = Shape.SCALAR;
    private int rows;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private final List<String> texts = new ArrayList<>();

    void start(int channel, long first, NdArray points, long timeNs) {
        this.channel = channel;
        this.first = first;
        this.timeNs = timeNs;
        this.dtype = points.dtype();
        this.row = points.shape().row();
        rows = 0;
        size = 0;
        texts.clear();
    }

    boolean takes(NdArray points) {
        return points.dtype() == dtype
                && points.shape().rank() == row.rank() + 1
                && (row.rank() == 0 || points.shape().row().equals(row));
    }

    /** Copies points in and says how many bytes that took. */
    int add(NdArray points) {
        rows += points.length();
        return switch (points) {
            case Numbers numbers -> addBytes(numbers);
            case Texts more -> addTexts(more);
        };
    }

    private int addBytes(Numbers numbers) {
        int more = numbers.byteCount();
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
        numbers.copyTo(bytes, size);
        size += more;
        return more;
    }

    private int addTexts(Texts more) {
        int taken = 0;
        for (String text : more.items()) {
            texts.add(text);
            taken += TEXT_BYTES + text.length();
        }
        return taken;
    }

    ScanSink.Points toPoints() {
        Shape shape = row.times(rows);
        NdArray array =
                dtype == DType.TEXT ? new Texts(shape, texts) : Numbers.wrap(dtype, shape, Arrays.copyOf(bytes, size));
        return new ScanSink.Points(channel, first, array, timeNs);
    }
}
