package bliss4j.python;

import bliss4j.array.NdArray;
import java.util.Map;

/** What {@code get_data()} gives: a dict that prints as the page shows. */
public record Points(Map<String, NdArray> byName) {}
