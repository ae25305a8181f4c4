package bliss4j.array;

import java.math.BigInteger;

/**
 * The decimal digits of a float: as few as tell it from its neighbours, or as many as asked for.
 *
 * <p>Steele and White's algorithm ("Dragon4") in whole numbers, with the two limits that numpy adds to it.
 *
 * @param text the digits, the first of which is not 0 unless the value is
 * @param exponent the power of ten of the first digit
 */
record Digits(String text, int exponent) {
    private static final BigInteger FOUR = BigInteger.valueOf(4);
    private static final double LOG10_OF_2 = 0.3010299956639812;

    /** How many digits at most and at least: counted from the first one, or from the decimal point. */
    record Limits(boolean fromPoint, int most, int least) {
        private int last(int first, int count) {
            return fromPoint ? -count : first - count;
        }
    }

    /** A positive, finite float64. */
    static Digits of(double value, Limits limits) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & ((1L << 52) - 1);
        int exponent = (int) (bits >>> 52) & 0x7FF;
        return of(fraction, exponent, 52, limits);
    }

    /** A positive, finite float32. */
    static Digits of(float value, Limits limits) {
        int bits = Float.floatToRawIntBits(value);
        return of(bits & ((1 << 23) - 1), (bits >>> 23) & 0xFF, 23, limits);
    }

    private static Digits of(long fraction, int biased, int fractionBits, Limits limits) {
        int bias = fractionBits == 52 ? 1023 : 127;
        long mantissa = biased == 0 ? fraction : fraction | (1L << fractionBits);
        int exponent = Math.max(biased, 1) - bias - fractionBits;
        boolean unequal = biased > 1 && fraction == 0; // the neighbour below is nearer
        return mantissa == 0 ? new Digits("0", 0) : new Generator(mantissa, exponent, unequal).digits(limits);
    }

    /** The value is {@code value / scale}; its neighbours end at {@code low} below and {@code high} above it. */
    private static final class Generator {
        private final boolean even;
        private final boolean unequal;
        private BigInteger value;
        private BigInteger scale;
        private BigInteger low;
        private int exponent;

        Generator(long mantissa, int binaryExponent, boolean unequal) {
            this.even = (mantissa & 1) == 0;
            this.unequal = unequal;
            value = BigInteger.valueOf(mantissa).multiply(FOUR);
            scale = FOUR;
            low = unequal ? BigInteger.ONE : BigInteger.TWO;
            if (binaryExponent > 0) {
                value = value.shiftLeft(binaryExponent);
                low = low.shiftLeft(binaryExponent);
            } else {
                scale = scale.shiftLeft(-binaryExponent);
            }
            int bits = Long.SIZE - 1 - Long.numberOfLeadingZeros(mantissa) + binaryExponent;
            exponent = (int) Math.ceil(bits * LOG10_OF_2 - 0.69);
            if (exponent > 0) {
                scale = scale.multiply(BigInteger.TEN.pow(exponent));
            } else {
                BigInteger power = BigInteger.TEN.pow(-exponent);
                value = value.multiply(power);
                low = low.multiply(power);
            }
            if (value.compareTo(scale) >= 0) {
                exponent++; // the estimate may be one too small
            } else {
                nextPlace();
            }
        }

        private void nextPlace() {
            value = value.multiply(BigInteger.TEN);
            low = low.multiply(BigInteger.TEN);
        }

        Digits digits(Limits limits) {
            int mostAt = limits.last(exponent, limits.most);
            int leastAt = Math.min(exponent, limits.last(exponent, limits.least));
            StringBuilder text = new StringBuilder();
            int place = exponent;
            while (true) {
                place--;
                BigInteger[] parts = value.divideAndRemainder(scale);
                int digit = parts[0].intValue();
                value = parts[1];
                int below = value.compareTo(low);
                int above = value.add(unequal ? low.shiftLeft(1) : low).compareTo(scale);
                boolean down = even ? below <= 0 : below < 0;
                boolean up = even ? above >= 0 : above > 0;
                if (((down || up) && place <= leastAt) || place == mostAt) {
                    return rounded(text, digit, down == up ? nearestIsBelow(digit) : down);
                }
                text.append((char) ('0' + digit));
                nextPlace();
            }
        }

        private boolean nearestIsBelow(int digit) {
            int half = value.shiftLeft(1).compareTo(scale);
            return half < 0 || (half == 0 && digit % 2 == 0);
        }

        private Digits rounded(StringBuilder text, int digit, boolean down) {
            text.append((char) ('0' + digit));
            if (!down) {
                int at = text.length() - 1;
                while (at >= 0 && text.charAt(at) == '9') {
                    at--;
                }
                if (at < 0) {
                    return new Digits("1", exponent);
                }
                text.setCharAt(at, (char) (text.charAt(at) + 1));
                text.setLength(at + 1);
            }
            return new Digits(text.toString(), exponent - 1);
        }
    }
}
