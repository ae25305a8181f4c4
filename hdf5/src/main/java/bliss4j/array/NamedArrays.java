package bliss4j.array;

import java.util.Iterator;
import java.util.Map;

/** Writes arrays, and what else may stand beside them, by name as the page shows {@code get_data()}: one name a line, the arrays in one column. */
public final class NamedArrays {
    private NamedArrays() {}

    public static String text(Map<String, ?> arrays) {
        int width = arrays.keySet().stream().mapToInt(String::length).max().orElse(0) + "'': ".length();
        String indent = "\n" + " ".repeat(width);
        StringBuilder text = new StringBuilder("{\n");
        for (Iterator<? extends Map.Entry<String, ?>> entries =
                        arrays.entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<String, ?> entry = entries.next();
            String key = "'" + entry.getKey() + "':";
            text.append(key)
                    .append(" ".repeat(width - key.length()))
                    .append(String.valueOf(entry.getValue()).replace("\n", indent))
                    .append(entries.hasNext() ? ",\n" : "\n");
        }
        return text.append('}').toString();
    }
}
