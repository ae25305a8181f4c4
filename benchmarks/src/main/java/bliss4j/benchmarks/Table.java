package bliss4j.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a benchmark prints. */
final class Table {
    private final List<List<String>> lines = new ArrayList<>(List.of(Row.HEADINGS));
    private final List<String> notes = new ArrayList<>();

    void add(Row row) {
        lines.add(row.cells());
    }

    /** A line below the table. */
    void note(String note) {
        notes.add(note);
    }

    void print(PrintWriter out) {
        int columns = Row.HEADINGS.size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                text.append(line.get(i)).repeat(' ', widths[i] - line.get(i).length() + 2);
            }
            out.println(text.toString().stripTrailing());
        }
        out.println();
        notes.forEach(out::println);
    }
}
