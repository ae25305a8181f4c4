package bliss4j.array;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Puts the items of an array between brackets and breaks them into lines as numpy does. */
final class NumpyLines {
    private static final int EDGE = 3;
    private static final String DOTS = "...";
    private static final int SKIPPED = -1;

    private final Shape shape;
    private final boolean shortened;
    private final int columns;
    private final int indent;

    /**
     * @param shortened whether long dimensions are cut to their ends
     * @param indent the width of what stands before the first bracket
     */
    NumpyLines(Shape shape, boolean shortened, int columns, int indent) {
        this.shape = shape;
        this.shortened = shortened;
        this.columns = columns;
        this.indent = indent;
    }

    /** How wide a text is: its characters, not Java's halves of them. */
    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The flat indices of the items that will be written. */
    int[] shownItems() {
        int[] items = {0};
        for (int axis = 0; axis < shape.rank(); axis++) {
            int length = shape.length(axis);
            int[] along = Arrays.stream(shown(axis)).filter(i -> i != SKIPPED).toArray();
            items = Arrays.stream(items)
                    .flatMap(outer -> Arrays.stream(along).map(inner -> outer * length + inner))
                    .toArray();
        }
        return items;
    }

    /** The indices along one dimension, {@link #SKIPPED} for those left out. */
    private int[] shown(int axis) {
        int length = shape.length(axis);
        if (!shortened || length <= 2 * EDGE) {
            return IntStream.range(0, length).toArray();
        }
        return IntStream.concat(
                        IntStream.concat(IntStream.range(0, EDGE), IntStream.of(SKIPPED)),
                        IntStream.range(length - EDGE, length))
                .toArray();
    }

    /** @param word writes the item at a flat index */
    String text(IntFunction<String> word) {
        return text(0, 0, word);
    }

    private String text(int axis, int item, IntFunction<String> word) {
        if (axis == shape.rank()) {
            return word.apply(item);
        }
        return "[" + (axis == shape.rank() - 1 ? row(axis, item, word) : rows(axis, item, word)) + "]";
    }

    /** The innermost brackets: words, wrapped where the line is full. */
    private String row(int axis, int outer, IntFunction<String> word) {
        int margin = indent + 1 + axis;
        int width = columns - axis - 1;
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(" ".repeat(margin));
        int[] indices = shown(axis);
        for (int i = 0; i < indices.length; i++) {
            String next = indices[i] == SKIPPED ? DOTS : word.apply(outer * shape.length(axis) + indices[i]);
            if (width(line.toString()) + width(next) > width && line.length() > margin) {
                text.append(line.toString().stripTrailing()).append('\n');
                line.setLength(0);
                line.append(" ".repeat(margin));
            }
            line.append(next).append(i < indices.length - 1 ? ", " : "");
        }
        return text.append(line).substring(margin);
    }

    private String rows(int axis, int outer, IntFunction<String> word) {
        String between = "," + "\n".repeat(shape.rank() - 1 - axis) + " ".repeat(indent + 1 + axis);
        StringBuilder text = new StringBuilder();
        for (int index : shown(axis)) {
            text.append(text.isEmpty() ? "" : between)
                    .append(index == SKIPPED ? DOTS : text(axis + 1, outer * shape.length(axis) + index, word));
        }
        return text.toString();
    }
}
