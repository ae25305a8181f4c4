package bliss4j.pickle;

import bliss4j.block.Value;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** The opcodes that push a number, text or bytes. */
final class PickleLiterals {
    /** CPython's own bound for ints in decimal. */
    private static final int MOST_DIGITS = 4300;

    private static final int LONG_DIGITS = 19;
    private static final int MOST_INT_BYTES = 8192;
    private static final Pattern INT = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern FLOAT = Pattern.compile("[+-]?([0-9]++(\\.[0-9]*+)?|\\.[0-9]++)([eE][+-]?[0-9]++)?");

    private final PickleInput in;

    PickleLiterals(PickleInput in) {
        this.in = in;
    }

    Value number(int opcode) {
        return switch (opcode) {
            case 'N' -> Value.nothing();
            case 0x88 -> Value.of(true);
            case 0x89 -> Value.of(false);
            case 'K' -> Value.of(in.u8());
            case 'M' -> Value.of(in.u16());
            case 'J' -> Value.of(in.i32());
            case 0x8a -> littleEndian(in.u8());
            case 0x8b -> littleEndian(in.u32());
            case 'G' -> Value.of(in.bigEndianDouble());
            case 'I' -> intOrFlag(in.line());
            case 'L' -> longLine(in.line());
            case 'F' -> Value.of(real(in.line()));
            default -> throw new IllegalArgumentException("opcode " + opcode + " pushes no number");
        };
    }

    String text(int opcode) {
        return switch (opcode) {
            case 'X' -> in.utf8(in.u32());
            case 0x8c -> in.utf8(in.u8());
            case 0x8d -> in.utf8(in.i64());
            case 'V' -> PickleText.unescape(in.line());
            default -> throw new IllegalArgumentException("opcode " + opcode + " pushes no text");
        };
    }

    byte[] bytes(int opcode) {
        return switch (opcode) {
            case 'C' -> in.bytes(in.u8());
            case 'B' -> in.bytes(in.u32());
            case 0x8e, 0x96 -> in.bytes(in.i64());
            default -> throw new IllegalArgumentException("opcode " + opcode + " pushes no bytes");
        };
    }

    private Value littleEndian(long length) {
        if (length > MOST_INT_BYTES) {
            throw PickleException.tooMuch("an int of " + length + " bytes, expected at most " + MOST_INT_BYTES);
        }
        byte[] bytes = in.bytes(length);
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte low = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = low;
        }
        return Value.of(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes));
    }

    /** Protocol 0 writes booleans as ints of two digits. */
    private static Value intOrFlag(String line) {
        return switch (line) {
            case "00" -> Value.of(false);
            case "01" -> Value.of(true);
            default -> decimal(line);
        };
    }

    private static Value longLine(String line) {
        return decimal(line.endsWith("L") ? line.substring(0, line.length() - 1) : line);
    }

    private static Value decimal(String digits) {
        if (digits.length() > MOST_DIGITS || !INT.matcher(digits).matches()) {
            throw PickleException.malformed("'" + digits + "' is not an int of at most " + MOST_DIGITS + " digits");
        }
        return digits.length() < LONG_DIGITS ? Value.of(Long.parseLong(digits)) : Value.of(new BigInteger(digits));
    }

    private static double real(String line) {
        return switch (line) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (line.length() > MOST_DIGITS || !FLOAT.matcher(line).matches()) {
                    throw PickleException.malformed("'" + line + "' is not a float");
                }
                yield Double.parseDouble(line);
            }
        };
    }
}
