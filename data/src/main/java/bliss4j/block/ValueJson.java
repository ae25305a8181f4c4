package bliss4j.block;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as JSON text, for mirrors of settings and for web pages.
 *
 * <p>Plain values are plain JSON: {@code {"unit": "mm", "dim": 0}}. What JSON cannot say stands in an object of one key
 * that starts with a dollar: {@code {"$real": "nan"}}, {@code {"$tuple": [4]}}, {@code {"$type": "float64"}}; see
 * {@link JsonTags}. Whatever is written is read back equal. Safe for use by any threads.
 */
public final class ValueJson {
    private static final ObjectMapper MAPPER = mapper().build();
    private static final ObjectMapper ASCII =
            mapper().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ValueJson() {}

    private static JsonMapper.Builder mapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * The value as one line of JSON.
     *
     * @throws DataException if it is nested deeper than JSON readers follow (about 150 levels)
     */
    public static String write(Value value) {
        try {
            JsonNode tree = JsonTags.toTree(value, 0);
            String json = MAPPER.writeValueAsString(tree);
            CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
            return utf8.canEncode(json) ? json : ASCII.writeValueAsString(tree);
        } catch (JacksonException e) {
            throw new DataException("cannot write a value as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The value that {@code json} says, as {@link #write} or a person wrote it.
     *
     * @throws DataException if it is not JSON, or has a tag that is not among ours
     */
    public static Value read(String json) {
        try {
            return JsonTags.toValue(MAPPER.readTree(json));
        } catch (JacksonException e) {
            throw new DataException("not the JSON of a value: " + e.getMessage(), e);
        }
    }
}
