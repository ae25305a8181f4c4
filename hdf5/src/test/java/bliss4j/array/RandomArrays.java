package bliss4j.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Arrays of all types, shapes and magnitudes; the same ones for the same seed. */
final class RandomArrays {
    private static final List<Shape> SHAPES = List.of(
            Shape.SCALAR,
            Shape.of(0),
            Shape.of(1),
            Shape.of(2),
            Shape.of(7),
            Shape.of(30),
            Shape.of(1000),
            Shape.of(1001),
            Shape.of(1, 1),
            Shape.of(2, 3),
            Shape.of(0, 3),
            Shape.of(3, 0, 2),
            Shape.of(9, 9),
            Shape.of(5, 300),
            Shape.of(300, 5),
            Shape.of(40, 40),
            Shape.of(2, 3, 4),
            Shape.of(11, 12, 13),
            Shape.of(2, 2, 2, 3),
            Shape.of(1, 7, 1, 200));
    private static final List<String> WORDS = List.of(
            "",
            "a",
            "roby",
            "it's",
            "\"x\"",
            "'\"",
            "tab\tline\n",
            "back\\",
            "µ",
            "光",
            "𝔸",
            "\u0007",
            "\u00a0",
            "\u2028",
            "\u200b",
            "\uffff",
            "a much longer text than the others that fills a line");

    private final Random random;

    RandomArrays(long seed) {
        random = new Random(seed);
    }

    NdArray next(DType dtype) {
        Shape shape = random.nextInt(4) == 0 ? Shape.of(random.nextInt(40)) : SHAPES.get(random.nextInt(SHAPES.size()));
        return dtype == DType.TEXT ? texts(shape) : numbers(dtype, shape);
    }

    private Texts texts(Shape shape) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            texts.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return new Texts(shape, texts);
    }

    private Numbers numbers(DType dtype, Shape shape) {
        int kind = random.nextInt(6);
        double scale = Math.pow(10, random.nextInt(24) - 12);
        byte[] bytes = new byte[shape.size() * dtype.itemSize()];
        random.nextBytes(bytes);
        if (dtype == DType.BOOL) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] &= 1;
            }
        } else if (kind > 0) {
            return narrow(dtype, shape, kind, scale);
        }
        return Numbers.wrap(dtype, shape, bytes);
    }

    private Numbers narrow(DType dtype, Shape shape, int kind, double scale) {
        if (dtype.isInteger()) {
            long[] values = random.longs(shape.size(), 0, 1 << (kind * 6)).toArray();
            return Numbers.of(dtype, values).reshape(shape);
        }
        byte[] bytes = new byte[shape.size() * dtype.itemSize()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < shape.size(); i++) {
            double value = value(kind, scale);
            if (dtype == DType.FLOAT32) {
                buffer.putFloat((float) value);
            } else {
                buffer.putDouble(value);
            }
        }
        return Numbers.wrap(dtype, shape, bytes);
    }

    private double value(int kind, double scale) {
        return switch (kind) {
            case 1 -> random.nextGaussian();
            case 2 -> random.nextInt(100) / 10.0;
            case 3 -> random.nextInt(2000) - 1000;
            case 4 -> random.nextGaussian() * scale;
            default ->
                switch (random.nextInt(12)) {
                    case 0 -> Double.NaN;
                    case 1 -> Double.POSITIVE_INFINITY;
                    case 2 -> random.nextInt(3) == 0 ? Double.NEGATIVE_INFINITY : 0.0;
                    case 3 -> -0.0;
                    default -> random.nextInt(50) * scale;
                };
        };
    }
}
