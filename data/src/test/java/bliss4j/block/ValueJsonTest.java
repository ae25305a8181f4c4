package bliss4j.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueJsonTest {
    static List<Value> values() {
        return List.of(
                Value.nothing(),
                Value.of(true),
                Value.of(0),
                Value.of(Long.MIN_VALUE),
                Value.of(BigInteger.TWO.pow(20_000).negate()),
                Value.of(1.0),
                Value.of(-0.0),
                Value.of(Double.MIN_VALUE),
                Value.of(Double.NaN),
                Value.of(Double.NEGATIVE_INFINITY),
                Value.of(""),
                Value.of("é漢😀\"\\\n\0"),
                Value.of("\ud83d alone"),
                Value.of(new byte[] {0, -1}),
                Value.tuple(Value.of(4)),
                Value.set(Value.of(1), Value.of("a")),
                Value.list(Value.list(), Value.nothing()),
                Value.MapOf.EMPTY,
                Value.MapOf.EMPTY.with("$real", Value.of("nan")).with("b", Value.of(1)),
                new Value.MapOf(Map.of(Value.of(1), Value.of("x"))),
                Value.of(LocalDateTime.of(2019, 8, 13, 12, 0, 1, 5000)),
                Value.of(LocalDateTime.of(2019, 8, 13, 0, 0)),
                Value.of(DType.UINT16),
                Value.of(DType.TEXT),
                Value.of(Numbers.of(Double.NaN, 1.5)),
                Value.of(Numbers.of(DType.BOOL, 1, 0).reshape(Shape.of(2, 1))),
                Value.of(Numbers.scalar(2.5)),
                Value.of(Numbers.of(new double[0])),
                Value.of(Texts.of("a", "é")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueComesBack(Value value) {
        String json = ValueJson.write(value);
        assertThat(ValueJson.read(json)).isEqualTo(value);
        String bytes = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(ValueJson.read(bytes)).as("after UTF-8").isEqualTo(value);
    }

    @Test
    void plainValuesArePlainJson() {
        Map<String, Value> entries = new LinkedHashMap<>();
        entries.put("unit", Value.of("mm"));
        entries.put("dim", Value.of(0));
        entries.put("x", Value.list(Value.of(1.0), Value.nothing(), Value.of(true)));
        assertThat(ValueJson.write(Value.of(entries))).isEqualTo("{\"unit\":\"mm\",\"dim\":0,\"x\":[1.0,null,true]}");
        assertThat(ValueJson.write(Value.of(Double.NaN))).isEqualTo("{\"$real\":\"nan\"}");
        assertThat(ValueJson.read(" {\"a\": [1, 2.0, 18446744073709551616]} ")
                        .at("a")
                        .asList())
                .containsExactly(Value.of(1), Value.of(2.0), Value.of(BigInteger.TWO.pow(64)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nan",
                "1 2",
                "{\"a\":1,\"a\":2}",
                "{\"$what\":1}",
                "{\"$real\":\"huge\"}",
                "{\"$real\":1}",
                "{\"$real\":\"nan\",\"b\":1}",
                "{\"b\":1,\"$real\":\"nan\"}",
                "{\"$tuple\":1}",
                "{\"$map\":[[1]]}",
                "{\"$map\":[1]}",
                "{\"$time\":\"yesterday\"}",
                "{\"$type\":\"float23\"}",
                "{\"$bytes\":\"?\"}",
                "{\"$int\":\"1x\"}",
                "{\"$array\":{}}",
                "{\"$array\":{\"dtype\":\"<f8\",\"shape\":[2],\"bytes\":\"\"}}",
                "{\"$array\":{\"dtype\":\"<f8\",\"shape\":[-1],\"bytes\":\"\"}}",
                "{\"$array\":{\"dtype\":\"<f8\",\"shape\":[1.5],\"bytes\":\"\"}}",
                "{\"$array\":{\"dtype\":\"|U\",\"shape\":[2147483647,2],\"items\":[]}}"
            })
    void badTextIsSaidToBeBad(String json) {
        assertThatThrownBy(() -> ValueJson.read(json))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("JSON");
    }

    @Test
    void timesThatPythonHasNotAreRefused() {
        assertThatThrownBy(() -> ValueJson.read("{\"$time\":\"+12019-08-13T12:00:00\"}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected 1 to 9999");
    }

    @Test
    void depthIsBounded() {
        Value value = Value.list();
        for (int i = 0; i < 10_000; i++) {
            value = Value.tuple(value);
        }
        Value deep = value;
        assertThatThrownBy(() -> ValueJson.write(deep)).isInstanceOf(DataException.class);
        String text = "[".repeat(100_000);
        assertThatThrownBy(() -> ValueJson.read(text)).isInstanceOf(DataException.class);
        Value hundred = Value.nothing();
        for (int i = 0; i < 100; i++) {
            hundred = new Value.MapOf(Map.of(Value.tuple(), hundred));
        }
        assertThat(ValueJson.read(ValueJson.write(hundred))).isEqualTo(hundred);
    }
}
