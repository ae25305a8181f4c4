package bliss4j.block;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Prints values as Python's {@code repr} does. */
final class PythonRepr {
    private final StringBuilder out = new StringBuilder();

    private PythonRepr() {}

    static String of(Value value) {
        PythonRepr repr = new PythonRepr();
        repr.print(value);
        return repr.out.toString();
    }

    private void print(Value value) {
        switch (value) {
            case Value.Nothing nothing -> out.append("None");
            case Value.Flag flag -> out.append(flag.value() ? "True" : "False");
            case Value.Whole whole -> out.append(whole.value());
            case Value.Huge huge -> out.append(huge.value());
            case Value.Real real -> out.append(real(real.value()));
            case Value.Text text -> text(text.value());
            case Value.Bytes bytes -> bytes(bytes.toArray());
            case Value.ListOf list -> list(list);
            case Value.MapOf map -> map(map.entries());
            case Value.Time time -> time(time.value());
            case Value.Type type ->
                out.append("<class 'numpy.").append(className(type.value())).append("'>");
            case Value.Array array -> array(array.value());
            case Value.Unreadable broken ->
                out.append("<unreadable: ").append(broken.why()).append('>');
        }
    }

    private static String className(DType type) {
        return switch (type) {
            case BOOL -> "bool_";
            case TEXT -> "str_";
            default -> type.numpyName();
        };
    }

    private void array(NdArray array) {
        if (array.shape().rank() > 0) {
            out.append(array);
        } else if (array.dtype() == DType.FLOAT32) {
            out.append(single(NumpyScalar.of(array).asDouble()));
        } else {
            print(NumpyScalar.of(array));
        }
    }

    private static String single(double value) {
        return real(Double.parseDouble(Float.toString((float) value)));
    }

    /** The shortest digits that read back as the same float, in the form that Python gives them. */
    static String real(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0.0" : "-0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + (point > -4 && point <= 16 ? plain(digits, point) : scientific(digits, point));
    }

    /** Java never gives less than two digits, and so 4.9E-324 where one digit would do. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal one = digits.round(new MathContext(1)).stripTrailingZeros();
        return one.doubleValue() == value ? one : digits;
    }

    private static String plain(String digits, int point) {
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (digits.length() <= point) {
            return digits + "0".repeat(point - digits.length()) + ".0";
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String scientific(String digits, int point) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int exponent = point - 1;
        return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private void text(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> character(c, quote, isPrintable(c)));
        out.append(quote);
    }

    private void bytes(byte[] bytes) {
        boolean single = false;
        boolean twice = false;
        for (byte b : bytes) {
            single |= b == '\'';
            twice |= b == '"';
        }
        char quote = single && !twice ? '"' : '\'';
        out.append('b').append(quote);
        for (byte b : bytes) {
            character(b & 0xFF, quote, b >= ' ' && b < 0x7F);
        }
        out.append(quote);
    }

    private void character(int c, char quote, boolean printable) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (printable) {
                    out.appendCodePoint(c);
                } else {
                    out.append(c <= 0xFF ? "\\x%02x".formatted(c) : (c <= 0xFFFF ? "\\u%04x" : "\\U%08x").formatted(c));
                }
            }
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private void list(Value.ListOf list) {
        List<Value> items = list.items();
        switch (list.kind()) {
            case LIST -> items("[", items, "]");
            case TUPLE -> items("(", items, items.size() == 1 ? ",)" : ")");
            case SET -> items(items.isEmpty() ? "set(" : "{", items, items.isEmpty() ? ")" : "}");
        }
    }

    private void items(String open, List<Value> items, String close) {
        out.append(open);
        Iterator<Value> each = items.iterator();
        while (each.hasNext()) {
            print(each.next());
            out.append(each.hasNext() ? ", " : "");
        }
        out.append(close);
    }

    private void map(Map<Value, Value> entries) {
        out.append('{');
        Iterator<Map.Entry<Value, Value>> each = entries.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Value, Value> entry = each.next();
            print(entry.getKey());
            out.append(": ");
            print(entry.getValue());
            out.append(each.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    private void time(LocalDateTime time) {
        out.append("datetime.datetime(%d, %d, %d, %d, %d"
                .formatted(
                        time.getYear(), time.getMonthValue(), time.getDayOfMonth(), time.getHour(), time.getMinute()));
        int micros = time.getNano() / 1000;
        if (time.getSecond() != 0 || micros != 0) {
            out.append(", ").append(time.getSecond());
        }
        out.append(micros == 0 ? "" : ", " + micros).append(')');
    }
}
