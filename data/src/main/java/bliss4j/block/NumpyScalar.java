package bliss4j.block;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import java.math.BigInteger;

/** Arrays of no dimensions as the plain values that numpy's {@code item()} gives, and the types they have. */
final class NumpyScalar {
    private NumpyScalar() {}

    static Value of(NdArray scalar) {
        return switch (scalar.item(0)) {
            case Boolean flag -> Value.of(flag.booleanValue());
            case Long whole -> Value.of(whole.longValue());
            case BigInteger huge -> Value.of(huge);
            case Double real -> Value.of(real.doubleValue());
            case Object text -> Value.of(text.toString());
        };
    }

    static DType named(String name) {
        try {
            return DType.of(name);
        } catch (IllegalArgumentException e) {
            throw new DataException("expected the name of a numpy type but found '" + name + "'", e);
        }
    }
}
