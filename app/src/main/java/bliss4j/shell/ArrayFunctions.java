package bliss4j.shell;

import bliss4j.array.NamedArrays;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;

/** What {@code bliss.data.array} asks. */
final class ArrayFunctions {
    private final Faces faces;

    ArrayFunctions(Faces faces) {
        this.faces = faces;
    }

    void addTo(HostFunctions functions) {
        functions.add("array_text", given -> array(given).toString());
        functions.add("array_length", given -> array(given).length());
        functions.add("array_shape", given -> NodeFunctions.tuple(array(given).shape()));
        functions.add("array_dtype", given -> array(given).dtype().numpyName());
        functions.add("array_row", given -> array(given).row((int) given.index(1, "index")));
        functions.add("array_list", given -> list(array(given)));
        functions.add("points_text", given -> NamedArrays.text(arrays(given)));
        functions.add("array_bytes", given -> bytes(array(given)));
    }

    private static NdArray array(Arguments given) {
        return given.object(0, NdArray.class, "array");
    }

    private static Map<String, NdArray> arrays(Arguments given) {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        Value dict = given.value(0);
        for (Value keys = dict.getHashKeysIterator(); keys.hasIteratorNextElement(); ) {
            Value key = keys.getIteratorNextElement();
            arrays.put(key.asString(), given.of(dict.getHashValue(key)).object(0, NdArray.class, "array"));
        }
        return arrays;
    }

    private static List<Object> list(NdArray array) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            NdArray row = array.row(i);
            rows.add(row.shape().rank() == 0 ? row.item(0) : list(row));
        }
        return rows;
    }

    private Object bytes(NdArray array) {
        if (array instanceof Numbers numbers) {
            return faces.bytes(numbers.toBytes());
        }
        throw new PythonException("TypeError", "an array of text has no bytes");
    }
}
