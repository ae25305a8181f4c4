package bliss4j.array;

/** Prints arrays as numpy does: {@code array([0., 1.])}. */
final class NumpyText {
    private NumpyText() {}

    static String of(NdArray array) {
        return "array(" + array.shape() + ", dtype=" + array.dtype().numpyName() + ")";
    }
}
