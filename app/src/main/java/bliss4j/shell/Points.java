package bliss4j.shell;

import bliss4j.array.NdArray;
import java.util.Map;

/** What {@code get_data()} gives: a dict that prints as the page shows. */
record Points(Map<String, NdArray> byName) {}
