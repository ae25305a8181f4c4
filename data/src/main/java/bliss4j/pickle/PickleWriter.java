package bliss4j.pickle;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * Writes the one small subset of protocol 3 that every client of the original reads: no memo, no frames, arrays as a call of
 * {@code numpy ndarray} with shape, dtype and bytes.
 *
 * <p>One writer keeps one growing buffer: reuse it, from one thread at a time.
 */
public final class PickleWriter {
    /** As deep as our reader follows. */
    private static final int DEEPEST = 100;

    private static final byte[] NDARRAY = "cnumpy\nndarray\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATETIME = "cdatetime\ndatetime\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SET = "cbuiltins\nset\n".getBytes(StandardCharsets.US_ASCII);

    private final PickleBuffer out = new PickleBuffer();

    /**
     * The pickle of {@code value}.
     *
     * @throws PickleException if it is nested deeper than 100 levels
     */
    public static byte[] pickle(Value value) {
        return new PickleWriter().write(value);
    }

    /** The pickle of one float, as a point's {@code __DATA__}. */
    public byte[] point(double value) {
        out.begin();
        real(value);
        return out.end();
    }

    /**
     * The pickle of some points, as an entry's {@code __DATA__}: one point is the bare item, more are an array.
     *
     * @param rows one point a row, at least one
     */
    public byte[] points(NdArray rows) {
        if (rows.length() == 0) {
            throw new IllegalArgumentException("no points: an entry without any would hide the next one");
        }
        out.begin();
        array(rows.length() == 1 ? rows.row(0) : rows, true);
        return out.end();
    }

    /** The pickle of {@code value}. */
    public byte[] write(Value value) {
        out.begin();
        value(value, 0);
        return out.end();
    }

    private void value(Value value, int depth) {
        switch (value) {
            case Value.Nothing nothing -> out.op('N');
            case Value.Flag flag -> flag(flag.value());
            case Value.Whole whole -> whole(whole.value());
            case Value.Huge huge -> huge(huge.value());
            case Value.Real real -> real(real.value());
            case Value.Text text -> text(text.value());
            case Value.Bytes bytes -> bytes(bytes.toArray());
            case Value.ListOf list -> list(list, depth);
            case Value.MapOf map -> map(map.entries(), depth);
            case Value.Time time -> time(time.value());
            case Value.Type type -> type(type.value());
            case Value.Array array -> array(array.value(), false);
            case Value.Unreadable broken ->
                throw new DataException("cannot write " + broken + ": expected what was read");
        }
    }

    private void flag(boolean value) {
        out.op(value ? 0x88 : 0x89);
    }

    private void whole(long value) {
        if (value >= 0 && value <= 0xFF) {
            out.op('K').u8((int) value);
        } else if (value >= 0 && value <= 0xFFFF) {
            out.op('M').u16((int) value);
        } else if (value == (int) value) {
            out.op('J').i32((int) value);
        } else {
            huge(BigInteger.valueOf(value));
        }
    }

    private void huge(BigInteger value) {
        byte[] big = value.toByteArray();
        if (big.length <= 0xFF) {
            out.op(0x8a).u8(big.length);
        } else {
            out.op(0x8b).i32(big.length);
        }
        for (int i = big.length - 1; i >= 0; i--) {
            out.u8(big[i]);
        }
    }

    private void real(double value) {
        out.op('G').bigEndian(value);
    }

    private void text(String text) {
        byte[] utf8 = PickleText.encode(text);
        out.op('X').i32(utf8.length).raw(utf8);
    }

    private void bytes(byte[] bytes) {
        out.op('B').i32(bytes.length).raw(bytes);
    }

    private static void checkDepth(int depth) {
        if (depth >= DEEPEST) {
            throw PickleException.tooMuch("values nested deeper than " + DEEPEST + " levels");
        }
    }

    private void list(Value.ListOf list, int depth) {
        checkDepth(depth);
        switch (list.kind()) {
            case LIST -> items(list.items(), depth);
            case TUPLE -> {
                out.op(list.items().isEmpty() ? ')' : '(');
                list.items().forEach(item -> value(item, depth + 1));
                if (!list.items().isEmpty()) {
                    out.op('t');
                }
            }
            case SET -> {
                out.raw(SET).op('(');
                items(list.items(), depth);
                out.op('t').op('R');
            }
        }
    }

    private void items(List<Value> items, int depth) {
        out.op(']');
        if (!items.isEmpty()) {
            out.op('(');
            items.forEach(item -> value(item, depth + 1));
            out.op('e');
        }
    }

    private void map(Map<Value, Value> entries, int depth) {
        checkDepth(depth);
        out.op('}');
        if (!entries.isEmpty()) {
            out.op('(');
            entries.forEach((key, value) -> {
                value(key, depth + 1);
                value(value, depth + 1);
            });
            out.op('u');
        }
    }

    private void time(LocalDateTime time) {
        out.raw(DATETIME).op('(');
        whole(time.getYear());
        whole(time.getMonthValue());
        whole(time.getDayOfMonth());
        whole(time.getHour());
        whole(time.getMinute());
        whole(time.getSecond());
        whole(time.getNano() / 1000);
        out.op('t').op('R');
    }

    private void type(DType type) {
        String name = switch (type) {
            case BOOL -> "bool_";
            case TEXT -> "str_";
            default -> type.numpyName();
        };
        out.raw(("cnumpy\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** @param bare whether one item without dimensions is a plain Python number rather than a numpy array */
    private void array(NdArray array, boolean bare) {
        switch (array) {
            case Texts texts -> texts(texts);
            case Numbers numbers -> {
                if (bare && numbers.shape().rank() == 0) {
                    item(numbers);
                } else {
                    ndarray(numbers);
                }
            }
        }
    }

    private void item(Numbers numbers) {
        switch (numbers.dtype()) {
            case FLOAT32, FLOAT64 -> real(numbers.doubleAt(0));
            case BOOL -> flag(numbers.longAt(0) != 0);
            case UINT64 -> {
                long bits = numbers.longAt(0);
                if (bits >= 0) {
                    whole(bits);
                } else {
                    huge(Value.of(numbers).asBigInteger());
                }
            }
            default -> whole(numbers.longAt(0));
        }
    }

    private void ndarray(Numbers numbers) {
        out.raw(NDARRAY).op('(');
        shape(numbers.shape());
        text(numbers.dtype().descriptor());
        out.op('B').i32(numbers.byteCount()).numbers(numbers);
        out.op('t').op('R');
    }

    private void shape(Shape shape) {
        out.op(shape.rank() == 0 ? ')' : '(');
        for (int length : shape.toArray()) {
            whole(length);
        }
        if (shape.rank() > 0) {
            out.op('t');
        }
    }

    /** Lists of str, which every numpy reads, nested as there are dimensions. */
    private void texts(Texts texts) {
        if (texts.shape().rank() == 0) {
            text(texts.item(0));
            return;
        }
        out.op(']');
        if (texts.length() > 0) {
            out.op('(');
            for (int i = 0; i < texts.length(); i++) {
                texts(texts.row(i));
            }
            out.op('e');
        }
    }
}
