package bliss4j.array;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Prints arrays as numpy 1.24 does with its default options: {@code array([0., 1.])}, 75 columns, arrays of more than
 * 1000 items shortened to three at each end.
 */
final class NumpyText {
    private static final int COLUMNS = 75;
    private static final int THRESHOLD = 1000;
    private static final String START = "array(";

    private NumpyText() {}

    static String of(NdArray array) {
        boolean implied = isImplied(array.dtype()) && array.shape().size() > 0;
        String end = implied ? ")" : ",";
        String text = START + items(array, COLUMNS - end.length()) + end;
        if (implied) {
            return text;
        }
        String dtype = "dtype=" + dtypeName(array) + ")";
        int lastLine = NumpyLines.width(text.substring(text.lastIndexOf('\n') + 1));
        boolean fits = lastLine + dtype.length() + 1 <= COLUMNS;
        return text + (fits ? " " : "\n" + " ".repeat(START.length())) + dtype;
    }

    /** Whether numpy takes this type for granted. */
    private static boolean isImplied(DType dtype) {
        return dtype == DType.INT64 || dtype == DType.FLOAT64 || dtype == DType.BOOL;
    }

    private static String dtypeName(NdArray array) {
        if (!(array instanceof Texts texts)) {
            return array.dtype().numpyName();
        }
        int longest = texts.items().stream().mapToInt(NumpyLines::width).max().orElse(0);
        return "'<U" + Math.max(1, longest) + "'";
    }

    private static String items(NdArray array, int columns) {
        Shape shape = array.shape();
        if (shape.size() == 0) {
            return shape.rank() == 1 ? "[]" : "[], shape=" + shape;
        }
        NumpyLines lines = new NumpyLines(shape, shape.size() > THRESHOLD, columns, START.length());
        return lines.text(words(array, lines.shownItems()));
    }

    /** How one item is written, given all that will be. */
    private static IntFunction<String> words(NdArray array, int[] shown) {
        return switch (array) {
            case Texts texts -> index -> PythonText.repr(texts.item(index));
            case Numbers numbers -> numberWords(numbers, shown);
        };
    }

    private static IntFunction<String> numberWords(Numbers numbers, int[] shown) {
        return switch (numbers.dtype()) {
            case BOOL -> {
                int width = numbers.shape().rank() == 0 ? 0 : "False".length();
                yield index -> padded(numbers.longAt(index) == 0 ? "False" : "True", width);
            }
            case FLOAT32, FLOAT64 -> {
                double[] values =
                        IntStream.of(shown).mapToDouble(numbers::doubleAt).toArray();
                FloatText format = new FloatText(values, numbers.dtype() == DType.FLOAT32);
                yield index -> format.text(numbers.doubleAt(index));
            }
            default -> {
                int width = IntStream.of(shown)
                        .map(index -> numbers.item(index).toString().length())
                        .max()
                        .orElse(0);
                yield index -> padded(numbers.item(index).toString(), width);
            }
        };
    }

    private static String padded(String word, int width) {
        return " ".repeat(Math.max(0, width - word.length())) + word;
    }
}
