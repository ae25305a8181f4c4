package bliss4j.pickle;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The specification's vectors, read as {@code vectors/README.md} explains them. */
public final class PickleVectors {
    private PickleVectors() {}

    /** A pickle, and what CPython or the original says it means. */
    record Vector(String name, String hex, JsonNode meaning) {
        byte[] pickle() {
            return HexFormat.of().parseHex(hex);
        }

        Value value() {
            return PickleVectors.meaning(meaning);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static JsonNode json(String file) {
        try (InputStream in = PickleVectors.class.getResourceAsStream("/vectors/" + file)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Vector> numpy(String list) {
        List<Vector> vectors = new ArrayList<>();
        for (int numpy = 1; numpy <= 2; numpy++) {
            for (JsonNode entry : json("pickles-numpy" + numpy + ".json").get(list)) {
                JsonNode meaning = entry.path("value");
                String what = entry.path("what").isMissingNode()
                        ? meaning.toString()
                        : entry.get("what").stringValue();
                vectors.add(new Vector(
                        "numpy " + numpy + ", protocol " + entry.get("protocol") + ": " + what,
                        entry.get("hex").stringValue(),
                        meaning));
            }
        }
        return vectors;
    }

    /** Every field of the tree in {@code file} that is a pickle. */
    public static List<Vector> pickledFields(String file) {
        List<Vector> vectors = new ArrayList<>();
        collect("", json(file), vectors);
        return vectors;
    }

    private static void collect(String path, JsonNode node, List<Vector> vectors) {
        if (node.has("hex")) {
            vectors.add(new Vector(path, node.get("hex").stringValue(), node.path("pickled")));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> collect(path + " " + entry.getKey(), entry.getValue(), vectors));
        } else if (node.isArray()) {
            node.forEach(item -> collect(path, item, vectors));
        }
    }

    public static Value meaning(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> Value.nothing();
            case BOOLEAN -> Value.of(node.booleanValue());
            case NUMBER -> node.isIntegralNumber() ? Value.of(node.bigIntegerValue()) : Value.of(node.doubleValue());
            case STRING -> Value.of(node.stringValue());
            default -> tagged(node);
        };
    }

    private static Value tagged(JsonNode node) {
        String tag = node.propertyNames().iterator().next();
        JsonNode content = node.get(tag);
        return switch (tag) {
            case "int" -> Value.of(new BigInteger(content.stringValue()));
            case "float" -> Value.of(real(content.stringValue()));
            case "bytes" -> Value.of(HexFormat.of().parseHex(content.stringValue()));
            case "tuple" -> new Value.ListOf(Value.Kind.TUPLE, meanings(content));
            case "list" -> Value.of(meanings(content));
            case "set" -> new Value.ListOf(Value.Kind.SET, meanings(content));
            case "dict" -> dict(content);
            case "datetime" -> Value.of(LocalDateTime.parse(content.stringValue()));
            case "global" ->
                Value.of(DType.of(content.stringValue().replace("numpy ", "").replace("bool_", "bool")));
            case "numpy" -> Value.of(array(content.stringValue(), Shape.SCALAR, List.of(meaning(node.get("value")))));
            case "ndarray" ->
                Value.of(array(content.stringValue(), shape(node.get("shape")), meanings(node.get("values"))));
            default -> throw new AssertionError("unknown meaning " + node);
        };
    }

    private static double real(String name) {
        return name.equals("nan") ? Double.NaN : name.equals("inf") ? 1 / 0.0 : -1 / 0.0;
    }

    private static List<Value> meanings(JsonNode items) {
        List<Value> values = new ArrayList<>();
        items.forEach(item -> values.add(meaning(item)));
        return values;
    }

    private static Value dict(JsonNode pairs) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        pairs.forEach(pair -> entries.put(meaning(pair.get(0)), meaning(pair.get(1))));
        return new Value.MapOf(entries);
    }

    private static Shape shape(JsonNode lengths) {
        return Shape.of(IntStream.range(0, lengths.size())
                .map(i -> lengths.get(i).intValue())
                .toArray());
    }

    /** In our byte order, whatever the publisher's was. */
    private static NdArray array(String descriptor, Shape shape, List<Value> items) {
        if (descriptor.startsWith("<U")) {
            return new Texts(shape, items.stream().map(Value::asText).toList());
        }
        DType dtype = DType.of(descriptor.replace('>', '<'));
        ByteBuffer bytes = ByteBuffer.allocate(items.size() * dtype.itemSize()).order(ByteOrder.LITTLE_ENDIAN);
        for (Value item : items) {
            switch (dtype) {
                case FLOAT64 -> bytes.putDouble(item.asDouble());
                case FLOAT32 -> bytes.putFloat((float) item.asDouble());
                case INT64, UINT64 -> bytes.putLong(bits(item));
                case INT32, UINT32 -> bytes.putInt((int) bits(item));
                case INT16, UINT16 -> bytes.putShort((short) bits(item));
                default -> bytes.put((byte) bits(item));
            }
        }
        return Numbers.wrap(dtype, shape, bytes.array());
    }

    private static long bits(Value value) {
        return value instanceof Value.Flag flag
                ? (flag.value() ? 1 : 0)
                : value.asBigInteger().longValue();
    }
}
