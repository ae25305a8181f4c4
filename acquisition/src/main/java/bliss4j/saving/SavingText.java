package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterFunction;
import bliss4j.parameters.Sets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** How {@code SCAN_SAVING} prints. */
final class SavingText {
    private static final String LINE = "-";
    private static final String GAP = "  ";

    private SavingText() {}

    /** All parameters of the current set that do not begin with an underscore; the other sets are named in the first line. */
    static String parameters(Sets sets, Map<String, Value> values) {
        Map<String, Value> shown = new LinkedHashMap<>(values);
        shown.keySet().removeIf(name -> name.startsWith("_"));
        int longest = shown.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> others = new ArrayList<>(sets.names());
        others.remove(sets.current());
        StringBuilder text =
                new StringBuilder("Parameters (" + sets.current() + ") - " + String.join(" | ", others) + "\n\n");
        shown.forEach((name, value) -> text.append("  .")
                .append(padded(name, longest))
                .append(" = ")
                .append(text(value))
                .append('\n'));
        return text.toString();
    }

    private static String text(Value value) {
        return ParameterFunction.of(value).map(ParameterFunction::toString).orElseGet(value::toString);
    }

    /** Whether the data file and its directory are there; looks on the disk. In place of paths that are wrong: what is wrong. */
    static String places(Supplier<SavingPaths> paths) {
        try {
            SavingPaths now = paths.get();
            if (now.writer() == Writer.NULL) {
                return framed(List.of(List.of("NO SAVING")));
            }
            Path file = now.dataFile();
            return framed(List.of(
                    List.of(exists(file), "filename", file.toString()),
                    List.of(
                            exists(Objects.requireNonNull(file.getParent())),
                            "directory",
                            file.getParent().toString())));
        } catch (RuntimeException e) { // a user's function throws what it likes
            return framed(List.of(List.of(String.valueOf(e.getMessage()))));
        }
    }

    private static String exists(Path path) {
        return Files.exists(path) ? "exists" : "does not exist";
    }

    /**
     * A line a parameter and a column a set: what a set takes from {@code default} has a {@code *}, what is computed a {@code
     * #}.
     *
     * @param effective a set's value of a parameter
     */
    static String table(Sets sets, Map<String, Value> values, Map<String, Map<String, Value>> effective) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        sets.names().forEach(name -> head.add(name.equals(sets.current()) ? name + " (SELECTED)" : name));
        rows.add(head);
        values.forEach((name, value) -> {
            if (!name.startsWith("_")) {
                List<String> row = new ArrayList<>(List.of(name));
                for (String set : sets.names()) {
                    Optional<Value> own = Optional.ofNullable(
                            effective.getOrDefault(set, Map.of()).get(name));
                    boolean inherits =
                            !set.equals(Sets.DEFAULT) && sets.own(set, name).isEmpty();
                    row.add(own.map(each -> (inherits ? "* " : "") + text(each)).orElse("# " + text(value)));
                }
                rows.add(row);
            }
        });
        return framed(rows);
    }

    /** Columns, each as wide as its widest cell, between two lines. */
    private static String framed(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> frame = new ArrayList<>();
        for (int width : widths) {
            frame.add(LINE.repeat(width));
        }
        lines.add(String.join(GAP, frame));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == 0 ? "" : GAP).append(padded(row.get(i), widths[i]));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(String.join(GAP, frame));
        return String.join("\n", lines);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
