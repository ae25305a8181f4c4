package bliss4j.array;

import java.util.ArrayList;
import java.util.List;

/**
 * An array of strings.
 *
 * @param shape its lengths
 * @param items the strings in C order
 */
public record Texts(Shape shape, List<String> items) implements NdArray {
    public Texts {
        items = List.copyOf(items);
        if (items.size() != shape.size()) {
            throw new IllegalArgumentException(items.size() + " strings do not make an array of shape " + shape);
        }
    }

    /** An array of one dimension. */
    public static Texts of(String... items) {
        return new Texts(Shape.of(items.length), List.of(items));
    }

    static Texts concat(Texts first, List<? extends NdArray> parts) {
        List<String> all = new ArrayList<>();
        int rows = 0;
        for (NdArray part : parts) {
            if (!(part instanceof Texts texts) || !texts.shape.row().equals(first.shape.row())) {
                throw new IllegalArgumentException(
                        "cannot join " + part.dtype().numpyName() + part.shape() + " to str" + first.shape);
            }
            all.addAll(texts.items);
            rows += texts.length();
        }
        return new Texts(first.shape.row().times(rows), all);
    }

    @Override
    public DType dtype() {
        return DType.TEXT;
    }

    @Override
    public String item(int flatIndex) {
        return items.get(flatIndex);
    }

    @Override
    public Texts slice(int from, int to) {
        int row = shape.row().size();
        if (from < 0 || to < from || to > length()) {
            throw new IndexOutOfBoundsException("rows " + from + ":" + to + " of " + length());
        }
        return new Texts(shape.row().times(to - from), items.subList(from * row, to * row));
    }

    @Override
    public Texts row(int index) {
        return slice(index, index + 1).reshape(shape.row());
    }

    @Override
    public Texts reshape(Shape other) {
        return new Texts(other, items);
    }

    /** As numpy prints it. */
    @Override
    public String toString() {
        return NumpyText.of(this);
    }
}
