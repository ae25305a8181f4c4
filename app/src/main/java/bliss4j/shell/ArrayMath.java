package bliss4j.shell;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.python.PythonException;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/** Arithmetic and comparison of arrays item by item, with numpy's types. One operand may be a number. */
final class ArrayMath {
    private ArrayMath() {}

    /** What both are computed as, and what comes of it. */
    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    enum Operation {
        ADD(Double::sum, Long::sum),
        SUB((a, b) -> a - b, (a, b) -> a - b),
        MUL((a, b) -> a * b, (a, b) -> a * b),
        TRUEDIV((a, b) -> a / b, (a, b) -> 0),
        FLOORDIV((a, b) -> Math.floor(a / b), (a, b) -> b == 0 ? 0 : Math.floorDiv(a, b)),
        MOD((a, b) -> a - b * Math.floor(a / b), (a, b) -> b == 0 ? 0 : Math.floorMod(a, b)),
        POW(Math::pow, ArrayMath::power),
        AND((a, b) -> Double.NaN, (a, b) -> a & b),
        OR((a, b) -> Double.NaN, (a, b) -> a | b),
        XOR((a, b) -> Double.NaN, (a, b) -> a ^ b);

        private final DoubleBinaryOperator reals;
        private final LongBinaryOperator wholes;

        Operation(DoubleBinaryOperator reals, LongBinaryOperator wholes) {
            this.reals = reals;
            this.wholes = wholes;
        }

        boolean isBitwise() {
            return this == AND || this == OR || this == XOR;
        }
    }

    /** How two items are compared. */
    enum Comparison {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE;

        private boolean holds(int order, boolean comparable) {
            return switch (this) {
                case EQ -> comparable && order == 0;
                case NE -> !comparable || order != 0;
                case LT -> comparable && order < 0;
                case LE -> comparable && order <= 0;
                case GT -> comparable && order > 0;
                case GE -> comparable && order >= 0;
            };
        }
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            throw new PythonException("ValueError", "integers to negative integer powers are not allowed");
        }
        long result = 1;
        for (long i = 0; i < exponent; i++) {
            result *= base;
        }
        return result;
    }

    /** @param plain which of the two is a number of Python's, whose type gives way to the other's: 0 neither, 1 left, 2 right */
    static NdArray compute(Operation operation, NdArray left, NdArray right, int plain) {
        Numbers a = numbers(left);
        Numbers b = numbers(right);
        Shape shape = shape(a, b);
        int size = shape.size();
        int stepA = a.shape().rank() == 0 ? 0 : 1;
        int stepB = b.shape().rank() == 0 ? 0 : 1;
        DType type = type(operation, a.dtype(), b.dtype(), plain);
        if (type.isFloat()) {
            double[] values = IntStream.range(0, size)
                    .mapToDouble(i -> operation.reals.applyAsDouble(a.doubleAt(i * stepA), b.doubleAt(i * stepB)))
                    .toArray();
            return Numbers.of(values).as(type).reshape(shape);
        }
        long[] values = IntStream.range(0, size)
                .mapToLong(i -> operation.wholes.applyAsLong(a.longAt(i * stepA), b.longAt(i * stepB)))
                .toArray();
        return Numbers.of(type, values).reshape(shape);
    }

    static NdArray compare(Comparison comparison, NdArray left, NdArray right) {
        Shape shape = shape(left, right);
        int stepA = left.shape().rank() == 0 ? 0 : 1;
        int stepB = right.shape().rank() == 0 ? 0 : 1;
        long[] flags = IntStream.range(0, shape.size())
                .mapToLong(i -> holds(comparison, left, i * stepA, right, i * stepB) ? 1 : 0)
                .toArray();
        return Numbers.of(DType.BOOL, flags).reshape(shape);
    }

    private static boolean holds(Comparison comparison, NdArray left, int i, NdArray right, int k) {
        if (left instanceof Texts a && right instanceof Texts b) {
            return comparison.holds(a.item(i).compareTo(b.item(k)), true);
        }
        if (!(left instanceof Numbers a) || !(right instanceof Numbers b)) {
            return comparison.holds(1, false); // text is never equal to a number
        }
        if (a.dtype().isFloat() || b.dtype().isFloat()) {
            double x = a.doubleAt(i);
            double y = b.doubleAt(k);
            return comparison.holds(x < y ? -1 : x > y ? 1 : 0, !Double.isNaN(x) && !Double.isNaN(y));
        }
        return comparison.holds(Long.compare(a.longAt(i), b.longAt(k)), true);
    }

    private static Numbers numbers(NdArray array) {
        if (array instanceof Numbers numbers) {
            return numbers;
        }
        throw new PythonException("TypeError", "arrays of text cannot be computed with");
    }

    private static Shape shape(NdArray left, NdArray right) {
        if (left.shape().rank() == 0) {
            return right.shape();
        }
        if (right.shape().rank() != 0 && !left.shape().equals(right.shape())) {
            throw new PythonException(
                    "ValueError",
                    "operands could not be broadcast together with shapes " + left.shape() + " " + right.shape());
        }
        return left.shape();
    }

    private static DType type(Operation operation, DType left, DType right, int plain) {
        if (operation.isBitwise()) {
            return bitwise(left, right);
        }
        DType kept = plain == 1 ? right : left;
        boolean decides = plain != 0 || left == right;
        if (left.isFloat() || right.isFloat() || operation == Operation.TRUEDIV) {
            return decides && kept == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
        }
        return decides && kept != DType.BOOL ? kept : DType.INT64;
    }

    private static DType bitwise(DType left, DType right) {
        if (left.isFloat() || right.isFloat()) {
            throw new PythonException("TypeError", "floats have no bits to be combined");
        }
        return left == right ? left : DType.INT64;
    }
}
