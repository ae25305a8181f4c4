package bliss4j.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValueTest {
    @Test
    void printsAsPythonDoes() {
        assertThat(Value.nothing()).hasToString("None");
        assertThat(Value.of(true)).hasToString("True");
        assertThat(Value.list(Value.of(1), Value.of("a"))).hasToString("[1, 'a']");
        assertThat(Value.tuple()).hasToString("()");
        assertThat(Value.tuple(Value.of(3))).hasToString("(3,)");
        assertThat(Value.set()).hasToString("set()");
        assertThat(Value.set(Value.of(1), Value.of(1))).hasToString("{1}");
        assertThat(Value.of(Map.of("a", Value.of(1)))).hasToString("{'a': 1}");
        assertThat(Value.of(LocalDateTime.of(2019, 8, 13, 12, 0, 1, 5000)))
                .hasToString("datetime.datetime(2019, 8, 13, 12, 0, 1, 5)");
        assertThat(Value.of(LocalDateTime.of(2019, 8, 13, 12, 0))).hasToString("datetime.datetime(2019, 8, 13, 12, 0)");
        assertThat(Value.of(DType.FLOAT64)).hasToString("<class 'numpy.float64'>");
        assertThat(Value.of(Numbers.scalar(1.25))).hasToString("1.25");
        assertThat(Value.of("it's \"x\"\n\u0000é漢😀\u200b")).hasToString("'it\\'s \"x\"\\n\\x00é漢😀\\u200b'");
        assertThat(Value.of("it's")).hasToString("\"it's\"");
        assertThat(Value.of("a\0'".getBytes(StandardCharsets.UTF_8))).hasToString("b\"a\\x00'\"");
    }

    @Test
    void intsOfAnySizeAreOneFamily() {
        BigInteger huge = BigInteger.TWO.pow(64);
        assertThat(Value.of(huge)).isInstanceOf(Value.Huge.class).hasToString("18446744073709551616");
        assertThat(Value.of(BigInteger.valueOf(Long.MIN_VALUE))).isEqualTo(Value.of(Long.MIN_VALUE));
        assertThat(Value.of(huge).asBigInteger()).isEqualTo(huge);
        assertThatThrownBy(() -> new Value.Huge(BigInteger.ONE)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Value.of(huge).asLong())
                .isInstanceOf(DataException.class)
                .hasMessage("expected an int of 64 bits but found Huge 18446744073709551616");
    }

    @Test
    void numpyScalarsAreReadLikeNumbers() {
        Value counts = Value.of(Numbers.of(DType.UINT64, -1).reshape(Shape.SCALAR));
        assertThat(counts.asBigInteger()).isEqualTo("18446744073709551615");
        assertThat(Value.of(Numbers.of(DType.UINT8, 200).reshape(Shape.SCALAR)).asLong())
                .isEqualTo(200);
        assertThat(Value.of(Numbers.scalar(1.5)).asDouble()).isEqualTo(1.5);
        assertThat(Value.of(Numbers.of(DType.BOOL, 1).reshape(Shape.SCALAR)).asBoolean())
                .isTrue();
        assertThatThrownBy(() -> Value.of(Numbers.scalar(1.5)).asLong()).isInstanceOf(DataException.class);
    }

    @Test
    void typesMayBeNamedByText() {
        assertThat(Value.of("float64").asType()).isEqualTo(DType.FLOAT64);
        assertThat(Value.of(DType.INT8).asType()).isEqualTo(DType.INT8);
        assertThatThrownBy(() -> Value.of("float65").asType())
                .isInstanceOf(DataException.class)
                .hasMessage("expected the name of a numpy type but found 'float65'");
    }

    @Test
    void saysWhatIsThereInstead() {
        assertThatThrownBy(() -> Value.of(true).asLong()).hasMessage("expected an int but found Flag True");
        assertThatThrownBy(() -> Value.of(1).asText()).hasMessage("expected text but found Whole 1");
        assertThatThrownBy(() -> Value.of("a").asList()).hasMessage("expected a list but found Text 'a'");
        assertThatThrownBy(() -> Value.of(Map.of("a", Value.of(1))).at("b"))
                .hasMessage("no entry 'b' in a dict with the keys ['a']");
        assertThatThrownBy(() -> Value.of(LocalDateTime.of(10_000, 1, 1, 0, 0))).isInstanceOf(DataException.class);
    }

    @Test
    void dictsKeepTheirOrderAndGrowByCopy() {
        Value.MapOf one = Value.MapOf.EMPTY.with("z", Value.of(1));
        Value.MapOf two = one.with("a", Value.of(2)).with("z", Value.of(3));
        assertThat(two).hasToString("{'z': 3, 'a': 2}");
        assertThat(one).hasToString("{'z': 1}");
        assertThat(two.find("b")).isEmpty();
    }

    @Test
    void setsAreEqualInAnyOrderAndTuplesAreNotLists() {
        assertThat(Value.set(Value.of(1), Value.of(2)))
                .isEqualTo(Value.set(Value.of(2), Value.of(1)))
                .hasSameHashCodeAs(Value.set(Value.of(2), Value.of(1)))
                .isNotEqualTo(Value.set(Value.of(1)));
        assertThat((Value) Value.tuple()).isNotEqualTo(Value.of(List.of()));
    }

    @Test
    void bytesAreCopied() {
        byte[] mine = {1};
        Value value = Value.of(mine);
        mine[0] = 2;
        value.asBytes()[0] = 3;
        assertThat(value.asBytes()).containsExactly(1);
    }
}
