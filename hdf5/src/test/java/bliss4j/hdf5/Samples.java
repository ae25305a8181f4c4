package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Arrays with every kind of content, the same ones in every run. */
final class Samples {
    private static final List<String> WORDS = List.of("", "roby", "µ-θ 光", "with space", "a:b", "\n", "𝔸");

    private Samples() {}

    /** Any bits: extremes, negative numbers, NaN with payload. */
    static NdArray of(DType dtype, Shape shape) {
        Random random = new Random(dtype.descriptor().hashCode() * 31L + shape.hashCode());
        if (dtype == DType.TEXT) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < shape.size(); i++) {
                texts.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            return new Texts(shape, texts);
        }
        byte[] bytes = new byte[shape.size() * dtype.itemSize()];
        random.nextBytes(bytes);
        for (int i = 0; dtype == DType.BOOL && i < bytes.length; i++) {
            bytes[i] &= 1;
        }
        return Numbers.wrap(dtype, shape, bytes);
    }
}
