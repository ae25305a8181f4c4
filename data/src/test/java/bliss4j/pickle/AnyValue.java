package bliss4j.pickle;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values of every kind that can be pickled and read back the same, awkward ones more often than not. */
final class AnyValue {
    private static final double[] REALS = {
        0.0,
        -0.0,
        1.5,
        -1.0 / 3,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NaN,
        1 / 0.0,
        -1 / 0.0,
        1e16,
        1e-5,
        2e23
    };
    private static final String[] TEXTS = {"", "roby", "é漢😀", "it's", "\"'\\\n\t\0\u2028", "\ud83d", "x".repeat(300)};

    /** Text last. */
    private static final List<DType> TYPES = List.of(DType.values());

    private final Random random;

    private final boolean arrays;

    AnyValue(Random random, boolean arrays) {
        this.random = random;
        this.arrays = arrays;
    }

    Value next() {
        return next(0);
    }

    private Value next(int depth) {
        return switch (random.nextInt(depth > 4 ? 9 : 12)) {
            case 0 -> Value.nothing();
            case 1 -> Value.of(random.nextBoolean());
            case 2 ->
                Value.of(new BigInteger(random.nextInt(70), random).subtract(BigInteger.TWO.pow(random.nextInt(70))));
            case 3 -> Value.of(new BigInteger(random.nextInt(3000), random).negate());
            case 4 -> Value.of(REALS[random.nextInt(REALS.length)]);
            case 5 -> Value.of(TEXTS[random.nextInt(TEXTS.length)]);
            case 6 ->
                Value.of(LocalDateTime.of(1 + random.nextInt(9999), 12, 31, 23, random.nextInt(60), random.nextInt(2))
                        .withNano(random.nextInt(3) * 1000));
            case 7 -> Value.of(TYPES.get(random.nextInt(TYPES.size())));
            case 8 -> arrays && random.nextBoolean() ? Value.of(numbers()) : Value.of(bytes(random.nextInt(20)));
            case 9 -> new Value.ListOf(random.nextBoolean() ? Value.Kind.LIST : Value.Kind.TUPLE, items(depth));
            case 10 -> Value.set(Value.of(random.nextInt()), Value.of("a"), Value.tuple(Value.of(1.5)));
            default -> dict(depth);
        };
    }

    private List<Value> items(int depth) {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            items.add(next(depth + 1));
        }
        return items;
    }

    private Value dict(int depth) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Value key = random.nextInt(4) > 0 ? Value.of("k" + i) : Value.tuple(Value.of(i), Value.nothing());
            entries.put(key, next(depth + 1));
        }
        return new Value.MapOf(entries);
    }

    private Numbers numbers() {
        DType dtype = TYPES.get(random.nextInt(TYPES.size() - 1));
        int[] lengths = new int[random.nextInt(4)];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = random.nextInt(4);
        }
        Shape shape = Shape.of(lengths);
        byte[] bytes = bytes(shape.size() * dtype.itemSize());
        for (int i = 0; dtype == DType.BOOL && i < bytes.length; i++) {
            bytes[i] &= 1;
        }
        return Numbers.wrap(dtype, shape, bytes);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
