package bliss4j.block;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values as trees of JSON. The tags are {@code $real} (nan, inf, -inf), {@code $int} (beyond 64 bits), {@code $bytes}
 * (base64), {@code $time} (ISO 8601), {@code $type}, {@code $tuple}, {@code $set}, {@code $array} and {@code $map} (pairs;
 * for dicts with a key that is not text or starts with a dollar).
 */
final class JsonTags {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 150;

    private JsonTags() {}

    static JsonNode toTree(Value value, int depth) {
        if (depth > DEEPEST) {
            throw new DataException("cannot write a value as JSON: nested deeper than " + DEEPEST + " levels");
        }
        return switch (value) {
            case Value.Nothing nothing -> JSON.nullNode();
            case Value.Flag flag -> JSON.booleanNode(flag.value());
            case Value.Whole whole -> JSON.numberNode(whole.value());
            case Value.Huge huge -> tag("$int", JSON.stringNode(huge.value().toString()));
            case Value.Real real ->
                Double.isFinite(real.value())
                        ? JSON.numberNode(real.value())
                        : tag("$real", JSON.stringNode(real.toString()));
            case Value.Text text -> JSON.stringNode(text.value());
            case Value.Bytes bytes -> tag("$bytes", base64(bytes.toArray()));
            case Value.ListOf list -> list(list, depth);
            case Value.MapOf map -> map(map.entries(), depth);
            case Value.Time time -> tag("$time", JSON.stringNode(time.value().toString()));
            case Value.Type type -> tag("$type", JSON.stringNode(type.value().numpyName()));
            case Value.Array array -> tag("$array", array(array.value()));
            case Value.Unreadable broken -> throw new DataException("cannot write as JSON: " + broken);
        };
    }

    private static ObjectNode tag(String name, JsonNode content) {
        ObjectNode node = JSON.objectNode();
        node.set(name, content);
        return node;
    }

    private static JsonNode base64(byte[] bytes) {
        return JSON.stringNode(Base64.getEncoder().encodeToString(bytes));
    }

    private static JsonNode list(Value.ListOf list, int depth) {
        ArrayNode items = JSON.arrayNode();
        list.items().forEach(item -> items.add(toTree(item, depth + 1)));
        return switch (list.kind()) {
            case LIST -> items;
            case TUPLE -> tag("$tuple", items);
            case SET -> tag("$set", items);
        };
    }

    private static JsonNode map(Map<Value, Value> entries, int depth) {
        boolean plain = entries.keySet().stream()
                .allMatch(key -> key instanceof Value.Text text && !text.value().startsWith("$"));
        if (plain) {
            ObjectNode node = JSON.objectNode();
            entries.forEach((key, value) -> node.set(key.asText(), toTree(value, depth + 1)));
            return node;
        }
        ArrayNode pairs = JSON.arrayNode();
        entries.forEach((key, value) ->
                pairs.add(JSON.arrayNode().add(toTree(key, depth + 1)).add(toTree(value, depth + 1))));
        return tag("$map", pairs);
    }

    private static JsonNode array(NdArray array) {
        ObjectNode node = JSON.objectNode();
        node.put("dtype", array.dtype().descriptor());
        ArrayNode shape = node.putArray("shape");
        for (int length : array.shape().toArray()) {
            shape.add(length);
        }
        switch (array) {
            case Numbers numbers -> node.set("bytes", base64(numbers.toBytes()));
            case Texts texts -> {
                ArrayNode items = node.putArray("items");
                texts.items().forEach(items::add);
            }
        }
        return node;
    }

    static Value toValue(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> Value.nothing();
            case BOOLEAN -> Value.of(node.booleanValue());
            case NUMBER -> node.isIntegralNumber() ? Value.of(node.bigIntegerValue()) : Value.of(node.doubleValue());
            case STRING -> Value.of(node.stringValue());
            case ARRAY -> Value.of(items(node));
            case OBJECT -> object(node);
            case MISSING, BINARY, POJO -> throw new DataException("not the JSON of a value: there is nothing in it");
        };
    }

    private static List<Value> items(JsonNode array) {
        List<Value> items = new ArrayList<>(array.size());
        array.forEach(item -> items.add(toValue(item)));
        return items;
    }

    private static Value object(JsonNode node) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().startsWith("$")) {
                return tagged(entry.getKey(), entry.getValue(), node.size());
            }
            entries.put(entry.getKey(), toValue(entry.getValue()));
        }
        return Value.of(entries);
    }

    private static Value tagged(String tag, JsonNode content, int siblings) {
        if (siblings != 1) {
            throw new DataException("the JSON tag '" + tag + "' does not stand alone: expected an object of one key");
        }
        try {
            return switch (tag) {
                case "$real" -> Value.of(real(content.stringValue()));
                case "$int" -> Value.of(new BigInteger(content.stringValue()));
                case "$bytes" -> Value.of(Base64.getDecoder().decode(content.stringValue()));
                case "$time" -> Value.of(LocalDateTime.parse(content.stringValue()));
                case "$type" -> Value.of(DType.of(content.stringValue()));
                case "$tuple" -> new Value.ListOf(Value.Kind.TUPLE, items(list(content)));
                case "$set" -> new Value.ListOf(Value.Kind.SET, items(list(content)));
                case "$map" -> pairs(list(content));
                case "$array" -> Value.of(array(content));
                default ->
                    throw new DataException("unknown JSON tag '" + tag + "': expected $real, $int, $bytes, $time,"
                            + " $type, $tuple, $set, $map or $array");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DataException("the JSON tag '" + tag + "' does not fit its content " + content, e);
        }
    }

    private static JsonNode list(JsonNode content) {
        if (!content.isArray()) {
            throw new IllegalArgumentException("expected a list");
        }
        return content;
    }

    private static double real(String name) {
        return switch (name) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("expected nan, inf or -inf");
        };
    }

    private static Value pairs(JsonNode content) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (JsonNode pair : content) {
            if (list(pair).size() != 2) {
                throw new IllegalArgumentException("expected pairs");
            }
            entries.put(toValue(pair.get(0)), toValue(pair.get(1)));
        }
        return new Value.MapOf(entries);
    }

    private static NdArray array(JsonNode content) {
        DType dtype = DType.of(content.path("dtype").stringValue());
        JsonNode lengths = list(content.path("shape"));
        Shape shape =
                Shape.of(lengths.valueStream().mapToInt(JsonNode::intValue).toArray());
        if (dtype == DType.TEXT) {
            List<String> items = new ArrayList<>();
            list(content.path("items")).forEach(item -> items.add(item.stringValue()));
            return new Texts(shape, items);
        }
        return Numbers.wrap(
                dtype, shape, Base64.getDecoder().decode(content.path("bytes").stringValue()));
    }
}
