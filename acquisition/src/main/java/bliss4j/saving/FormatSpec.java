package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a value is written into a path: what Python's format specification says after the colon, {@code 04d}, {@code .2f},
 * {@code >8}. Digit grouping is left out.
 */
record FormatSpec(String fill, char align, char sign, boolean prefixed, int width, int precision, char type) {
    static final char NONE = '\0';
    static final int NO_PRECISION = -1;

    static final FormatSpec PLAIN = new FormatSpec(" ", NONE, NONE, false, 0, NO_PRECISION, NONE);

    /** Beyond what any path takes; stops a typing error from filling the memory. */
    private static final int WIDEST = 255;

    private static final Pattern SYNTAX =
            Pattern.compile("(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,9})?(?:\\.(\\d{1,9}))?(.)?", Pattern.DOTALL);

    /** @throws ParameterException VALUE if it is none */
    static FormatSpec of(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new ParameterException(
                    Kind.VALUE, "'" + text + "' is no format: expected one such as '04d' or '.2f'");
        }
        boolean zeros = parts.group(5) != null;
        String fill = parts.group(1) != null ? parts.group(1) : zeros ? "0" : " ";
        char align = character(parts, 2);
        int width = number(text, parts.group(6), 0);
        int precision = number(text, parts.group(7), NO_PRECISION);
        char aligned = align == NONE && zeros ? '0' : align;
        return new FormatSpec(
                fill, aligned, character(parts, 3), parts.group(4) != null, width, precision, character(parts, 8));
    }

    private static char character(Matcher parts, int group) {
        String text = parts.group(group);
        return text == null ? NONE : text.charAt(0);
    }

    private static int number(String spec, @Nullable String digits, int otherwise) {
        int number = digits == null ? otherwise : Integer.parseInt(digits);
        if (number > WIDEST) {
            throw new ParameterException(Kind.VALUE, "format '" + spec + "' is wider than " + WIDEST + " characters");
        }
        return number;
    }

    /** @throws ParameterException TYPE or VALUE if the value cannot be written so */
    String format(Value value) {
        return switch (value.plain()) {
            case Value.Text text -> text(text.value());
            case Value.Whole whole -> whole(BigInteger.valueOf(whole.value()));
            case Value.Huge huge -> whole(huge.value());
            case Value.Real real -> real(real.value());
            case Value.Flag flag ->
                equals(PLAIN) ? flag.toString() : whole(flag.value() ? BigInteger.ONE : BigInteger.ZERO);
            case Value other -> {
                if (!equals(PLAIN)) {
                    throw new ParameterException(Kind.TYPE, other + " takes no format: expected a number or text");
                }
                yield other.toString();
            }
        };
    }

    private String text(String text) {
        if ((type != NONE && type != 's') || sign != NONE || prefixed || align == '=') {
            throw unfit("text '" + text + "'");
        }
        int length = text.codePointCount(0, text.length());
        boolean cut = precision != NO_PRECISION && precision < length;
        return padded("", cut ? text.substring(0, text.offsetByCodePoints(0, precision)) : text, '<');
    }

    private String whole(BigInteger number) {
        if ("eEfFgG%".indexOf(type) >= 0) {
            return real(number.doubleValue());
        }
        if (precision != NO_PRECISION) {
            throw unfit("int " + number);
        }
        BigInteger size = number.abs();
        return switch (type) {
            case NONE, 'd', 'n' -> signed(number.signum() < 0, "", size.toString());
            case 'b' -> signed(number.signum() < 0, "0b", size.toString(2));
            case 'o' -> signed(number.signum() < 0, "0o", size.toString(8));
            case 'x' -> signed(number.signum() < 0, "0x", size.toString(16));
            case 'X' -> signed(number.signum() < 0, "0X", size.toString(16).toUpperCase(Locale.ROOT));
            default -> throw unfit("int " + number);
        };
    }

    private String real(double number) {
        if ("eEfFgGn%\0".indexOf(type) < 0 || prefixed) {
            throw unfit("float " + Value.of(number));
        }
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        return signed(negative, "", RealDigits.of(Math.abs(number), type, precision));
    }

    private String signed(boolean negative, String prefix, String digits) {
        String head = negative ? "-" : sign == NONE || sign == '-' ? "" : String.valueOf(sign);
        return padded(head + (prefixed ? prefix : ""), digits, '>');
    }

    private String padded(String head, String body, char usual) {
        int missing = width - (head.length() + body.codePointCount(0, body.length()));
        if (missing <= 0) {
            return head + body;
        }
        char zeros = usual == '>' ? '=' : usual;
        return switch (align == NONE ? usual : align == '0' ? zeros : align) {
            case '<' -> head + body + fill.repeat(missing);
            case '^' -> fill.repeat(missing / 2) + head + body + fill.repeat(missing - missing / 2);
            case '=' -> head + fill.repeat(missing) + body;
            default -> fill.repeat(missing) + head + body;
        };
    }

    private ParameterException unfit(String value) {
        return new ParameterException(
                Kind.VALUE, "format" + (type == NONE ? "" : " '" + type + "'") + " does not fit " + value);
    }
}
