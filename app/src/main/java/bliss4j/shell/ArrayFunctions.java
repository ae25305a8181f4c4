package bliss4j.shell;

import bliss4j.array.DType;
import bliss4j.array.NamedArrays;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.python.Arguments;
import bliss4j.python.Faces;
import bliss4j.python.HostFunctions;
import bliss4j.python.PythonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What {@code bliss.data.array} asks. */
final class ArrayFunctions {
    private final Faces faces;

    ArrayFunctions(Faces faces) {
        this.faces = faces;
    }

    void addTo(HostFunctions functions) {
        functions.add("array_text", given -> array(given, 0).toString());
        functions.add(
                "array_shape", given -> NodeFunctions.tuple(array(given, 0).shape()));
        functions.add("array_dtype", given -> array(given, 0).dtype().numpyName());
        functions.add("array_descriptor", given -> array(given, 0).dtype().descriptor());
        functions.add("array_get", this::get);
        functions.add("array_list", given -> list(array(given, 0)));
        functions.add("array_bytes", given -> bytes(array(given, 0)));
        functions.add("array_compute", this::compute);
        functions.add("array_compare", this::compare);
        functions.add("array_reduce", given -> reduce(given.text(1, "what"), numbers(array(given, 0))));
        functions.add("array_as", given -> numbers(array(given, 0)).as(DType.of(given.text(1, "dtype"))));
        functions.add("array_reshape", ArrayFunctions::reshape);
        functions.add("points_text", given -> NamedArrays.text(items(given)));
    }

    private static NdArray array(Arguments given, int index) {
        return given.object(index, NdArray.class, "array");
    }

    /** Text has none: numpy takes it as a sequence, as it takes whatever lacks its interface. */
    private Value bytes(NdArray array) {
        if (array instanceof Numbers numbers) {
            return faces.bytes(numbers.toBytes());
        }
        throw new PythonException("AttributeError", "an array of text has no bytes");
    }

    private static Numbers numbers(NdArray array) {
        if (array instanceof Numbers numbers) {
            return numbers;
        }
        throw new PythonException("TypeError", "this array is of text, expected numbers");
    }

    /** @param given the array and a tuple of what stands in the brackets: numbers, slices, lists, or one mask */
    private NdArray get(Arguments given) {
        NdArray array = array(given, 0);
        Value keys = given.value(1);
        Optional<Object> mask = keys.getArraySize() == 1 ? faces.toJava(keys.getArrayElement(0)) : Optional.empty();
        if (mask.isPresent() && mask.get() instanceof NdArray flags && flags.dtype() == DType.BOOL) {
            return ArrayIndex.where(array, flags);
        }
        ArrayIndex index = new ArrayIndex(array);
        for (long i = 0; i < keys.getArraySize(); i++) {
            add(index, keys.getArrayElement(i));
        }
        return index.take();
    }

    private void add(ArrayIndex index, Value key) {
        Optional<Object> face = faces.toJava(key);
        if (key.fitsInLong()) {
            index.at(key.asLong());
        } else if (face.isPresent()
                && face.get() instanceof Numbers numbers
                && numbers.dtype().isInteger()) {
            index.at(IntStream.range(0, numbers.length())
                    .mapToLong(numbers::longAt)
                    .toArray());
        } else if (key.hasArrayElements()) {
            long[] positions = new long[(int) key.getArraySize()];
            Arrays.setAll(positions, i -> key.getArrayElement(i).asLong());
            index.at(positions);
        } else if (key.hasMember("indices")) {
            Value bounds = key.invokeMember("indices", index.nextLength());
            int start = bounds.getArrayElement(0).asInt();
            int stop = bounds.getArrayElement(1).asInt();
            int step = bounds.getArrayElement(2).asInt();
            index.range(start, step, Math.max(0, (stop - start + step - Integer.signum(step)) / step));
        } else {
            throw new PythonException(
                    "IndexError", faces.repr(key) + " is no index: expected a number, a slice, a list or a mask");
        }
    }

    private static List<Object> list(NdArray array) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            NdArray row = array.row(i);
            rows.add(row.shape().rank() == 0 ? row.item(0) : list(row));
        }
        return rows;
    }

    /** @param given the operation, both operands, and whether they come the other way round */
    private @Nullable Object compute(Arguments given) {
        Optional<NdArray> other = operand(given.value(2));
        if (other.isEmpty()) {
            return Optional.empty();
        }
        ArrayMath.Operation operation =
                ArrayMath.Operation.valueOf(given.text(0, "operation").toUpperCase(Locale.ROOT));
        boolean plain = faces.toJava(given.value(2)).isEmpty();
        return given.flag(3)
                ? ArrayMath.compute(operation, other.get(), array(given, 1), plain ? 1 : 0)
                : ArrayMath.compute(operation, array(given, 1), other.get(), plain ? 2 : 0);
    }

    private @Nullable Object compare(Arguments given) {
        ArrayMath.Comparison comparison =
                ArrayMath.Comparison.valueOf(given.text(0, "comparison").toUpperCase(Locale.ROOT));
        return operand(given.value(2)).map(other -> ArrayMath.compare(comparison, array(given, 1), other));
    }

    /** An array, or a number or text as one of no dimensions. */
    private Optional<NdArray> operand(Value value) {
        Optional<Object> face = faces.toJava(value);
        if (face.isPresent()) {
            return face.filter(NdArray.class::isInstance).map(NdArray.class::cast);
        }
        if (value.isBoolean()) {
            return Optional.of(Numbers.of(DType.BOOL, value.asBoolean() ? 1 : 0).reshape(Shape.SCALAR));
        }
        if (value.isString()) {
            return Optional.of(Texts.of(value.asString()).reshape(Shape.SCALAR));
        }
        if (value.isNumber() && !faces.isFloat(value) && value.fitsInLong()) {
            return Optional.of(Numbers.of(value.asLong()).reshape(Shape.SCALAR));
        }
        return value.isNumber() && value.fitsInDouble()
                ? Optional.of(Numbers.scalar(value.asDouble()))
                : Optional.empty();
    }

    private static Object reduce(String what, Numbers array) {
        int size = array.shape().size();
        if (size == 0 && !what.equals("sum")) {
            throw new PythonException("ValueError", "an empty array has no " + what);
        }
        if (array.dtype().isFloat() || what.equals("mean")) {
            DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();
            for (double value : array.toDoubles()) {
                statistics.accept(value);
            }
            return switch (what) {
                case "min" -> statistics.getMin();
                case "max" -> statistics.getMax();
                case "mean" -> statistics.getAverage();
                default -> statistics.getSum();
            };
        }
        IntStream indices = IntStream.range(0, size);
        return switch (what) {
            case "min" ->
                array.item(indices.reduce((a, b) -> array.longAt(a) <= array.longAt(b) ? a : b)
                        .orElse(0));
            case "max" ->
                array.item(indices.reduce((a, b) -> array.longAt(a) >= array.longAt(b) ? a : b)
                        .orElse(0));
            default -> indices.mapToLong(array::longAt).sum();
        };
    }

    private static NdArray reshape(Arguments given) {
        Value lengths = given.value(1);
        int[] shape = new int[(int) lengths.getArraySize()];
        Arrays.setAll(shape, i -> lengths.getArrayElement(i).asInt());
        return array(given, 0).reshape(Shape.of(shape));
    }

    /** As they print: arrays as they are, whatever else as Python has it. */
    private Map<String, String> items(Arguments given) {
        Map<String, String> items = new LinkedHashMap<>();
        Value dict = given.value(0);
        for (Value keys = dict.getHashKeysIterator(); keys.hasIteratorNextElement(); ) {
            Value key = keys.getIteratorNextElement();
            items.put(key.asString(), faces.repr(dict.getHashValue(key)));
        }
        return items;
    }
}
