package bliss4j.command;

import bliss4j.array.NdArray;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Map;

/** Prints what {@code get_data()} gives as the page does: a dict of arrays, one key a line. */
final class DataPrinter {
    private final PrintWriter out;

    DataPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(Map<String, NdArray> data) {
        int width = data.keySet().stream().mapToInt(String::length).max().orElse(0) + "'': ".length();
        out.println("{");
        for (Iterator<Map.Entry<String, NdArray>> entries = data.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, NdArray> entry = entries.next();
            String key = "'" + entry.getKey() + "':";
            String indent = " ".repeat(width);
            String text = entry.getValue().toString().replace("\n", "\n" + indent);
            out.println(key + " ".repeat(width - key.length()) + text + (entries.hasNext() ? "," : ""));
        }
        out.println("}");
        out.flush();
    }
}
