package bliss4j.array;

import java.util.Arrays;

/**
 * Prints the floats of one array as numpy does: all positional, or all with an exponent, and all equally wide.
 *
 * <p>With numpy's default options: at most 8 digits behind the point, no more than the values need.
 */
final class FloatText {
    private static final int PRECISION = 8;
    private static final double LARGE = 1e8;
    private static final double SMALL = 1e-4;
    private static final double RANGE = 1000;
    private static final int EXPONENT_DIGITS = 2;

    private final boolean single;
    private final boolean exponential;
    private int left;
    private int right;
    private int exponentDigits;

    /** @param single whether the values are float32 */
    FloatText(double[] values, boolean single) {
        this.single = single;
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        this.exponential = needsExponent(finite);
        for (double value : finite) {
            String text = exponential ? scientific(value) : positional(value);
            int exponent = text.indexOf('e');
            int end = exponent < 0 ? text.length() : exponent;
            left = Math.max(left, text.indexOf('.'));
            right = Math.max(right, end - text.indexOf('.') - 1);
            exponentDigits = Math.max(exponentDigits, text.length() - end - 2);
        }
        if (finite.length < values.length) {
            boolean negative = Arrays.stream(values).anyMatch(value -> value == Double.NEGATIVE_INFINITY);
            int widest = negative ? "-inf".length() : "nan".length();
            left = Math.max(left, widest - 1 - behindPoint());
        }
    }

    /** The width behind the point. */
    private int behindPoint() {
        return exponential ? right + "e+".length() + exponentDigits : right;
    }

    private boolean needsExponent(double[] finite) {
        double[] sizes =
                Arrays.stream(finite).map(Math::abs).filter(size -> size != 0).toArray();
        if (sizes.length == 0) {
            return false;
        }
        double largest = Arrays.stream(sizes).max().getAsDouble();
        double smallest = Arrays.stream(sizes).min().getAsDouble();
        double range = single ? (float) largest / (float) smallest : largest / smallest;
        return largest >= LARGE || smallest < SMALL || range > RANGE;
    }

    String text(double value) {
        if (!Double.isFinite(value)) {
            String name = Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
            return " ".repeat(Math.max(0, left + 1 + behindPoint() - name.length())) + name;
        }
        String text = exponential
                ? scientific(value, new Digits.Limits(false, right + 1, right + 1), exponentDigits)
                : positional(value);
        int point = text.indexOf('.');
        int missing = exponential ? 0 : right - (text.length() - point - 1);
        return " ".repeat(Math.max(0, left - point)) + text + " ".repeat(Math.max(0, missing));
    }

    private String positional(double value) {
        Digits digits = digits(value, new Digits.Limits(true, PRECISION, 0));
        String text = digits.text();
        int whole = digits.exponent() + 1;
        if (whole <= 0) {
            text = "0".repeat(1 - whole) + text;
            whole = 1;
        }
        text += "0".repeat(Math.max(0, whole - text.length()));
        return sign(value) + text.substring(0, whole) + "." + withoutZeros(text.substring(whole));
    }

    /** In the fewest digits, to find out how much room the values need. */
    private String scientific(double value) {
        return scientific(value, new Digits.Limits(false, PRECISION + 1, 1), EXPONENT_DIGITS);
    }

    private String scientific(double value, Digits.Limits limits, int exponentLength) {
        Digits digits = digits(value, limits);
        String fraction = withoutZeros(digits.text().substring(1));
        String exponent = Integer.toString(Math.abs(digits.exponent()));
        return sign(value)
                + digits.text().charAt(0)
                + "."
                + fraction
                + "0".repeat(Math.max(0, limits.least() - 1 - fraction.length()))
                + (digits.exponent() < 0 ? "e-" : "e+")
                + "0".repeat(Math.max(0, exponentLength - exponent.length()))
                + exponent;
    }

    private Digits digits(double value, Digits.Limits limits) {
        double size = Math.abs(value);
        return single ? Digits.of((float) size, limits) : Digits.of(size, limits);
    }

    private static String sign(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    }

    private static String withoutZeros(String digits) {
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
