package bliss4j.saving;

import bliss4j.block.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The digits of a float as Python writes them: rounded from its exact value, halves to even. */
final class RealDigits {
    private static final int USUAL_PRECISION = 6;

    private RealDigits() {}

    /**
     * @param number not below zero
     * @param type a letter of {@code eEfFgGn%}, or none
     */
    static String of(double number, char type, int precision) {
        if (type == '%') {
            return of(number * 100, 'f', precision) + "%";
        }
        if (!Double.isFinite(number)) {
            String name = Double.isNaN(number) ? "nan" : "inf";
            return Character.isUpperCase(type) ? name.toUpperCase(Locale.ROOT) : name;
        }
        int digits = precision == FormatSpec.NO_PRECISION ? USUAL_PRECISION : precision;
        return switch (type) {
            case 'f', 'F' -> fixed(new BigDecimal(number), digits);
            case 'e' -> scientific(new BigDecimal(number), digits, false);
            case 'E' -> scientific(new BigDecimal(number), digits, false).toUpperCase(Locale.ROOT);
            case 'g', 'n' -> general(new BigDecimal(number), digits, false);
            case 'G' -> general(new BigDecimal(number), digits, false).toUpperCase(Locale.ROOT);
            default ->
                precision == FormatSpec.NO_PRECISION
                        ? Value.of(number).toString()
                        : general(new BigDecimal(number), digits, true);
        };
    }

    private static String fixed(BigDecimal number, int digits) {
        return number.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(BigDecimal number, int digits, boolean stripped) {
        BigDecimal rounded = number.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        boolean zero = rounded.signum() == 0;
        int exponent = zero ? 0 : rounded.precision() - rounded.scale() - 1;
        BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(digits, RoundingMode.UNNECESSARY);
        String shown = (stripped ? stripped(mantissa) : mantissa).toPlainString();
        return shown + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** @param pointed whether a whole number ends in {@code .0} */
    private static String general(BigDecimal number, int digits, boolean pointed) {
        int significant = Math.max(digits, 1);
        BigDecimal rounded = number.round(new MathContext(significant, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= significant - (pointed ? 1 : 0)) {
            return scientific(rounded, significant - 1, true);
        }
        String shown = stripped(rounded).toPlainString();
        return pointed && shown.indexOf('.') < 0 ? shown + ".0" : shown;
    }

    private static BigDecimal stripped(BigDecimal number) {
        BigDecimal less = number.stripTrailingZeros();
        return less.scale() < 0 ? less.setScale(0, RoundingMode.UNNECESSARY) : less;
    }
}
