package bliss4j.command;

import bliss4j.array.NamedArrays;
import bliss4j.array.NdArray;
import bliss4j.block.Value;
import java.io.PrintWriter;
import java.util.Map;

/** Prints what {@code get_data()} gives as the page does, a dict of arrays with one key a line, and single points. */
final class DataPrinter {
    private final PrintWriter out;

    DataPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(Map<String, NdArray> data) {
        out.println(NamedArrays.text(data));
        out.flush();
    }

    /** One point as Python prints it: {@code 0.0}, not 0, and {@code True}. */
    static String point(NdArray point) {
        if (point.shape().rank() > 0) {
            return point.toString();
        }
        return switch (point.item(0)) {
            case Boolean flag -> Value.of(flag).toString();
            case Double number -> Value.of(number).toString();
            case Object other -> other.toString();
        };
    }
}
