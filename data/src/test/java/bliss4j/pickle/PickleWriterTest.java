package bliss4j.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PickleWriterTest {
    private final PickleWriter writer = new PickleWriter();

    static List<PickleVectors.Vector> foreign() {
        return PickleVectors.pickledFields("foreign-writer.json");
    }

    /** These bytes were read by the original's own client. */
    @ParameterizedTest
    @MethodSource("foreign")
    void writesTheBytesThatTheOriginalWasSeenToRead(PickleVectors.Vector vector) {
        assertThat(PickleWriter.pickle(PickleReader.read(vector.pickle())))
                .asHexString()
                .isEqualToIgnoringCase(vector.hex());
    }

    @Test
    void readsTheForeignVectorsAndNotNothing() {
        assertThat(foreign()).hasSize(90);
    }

    @Test
    void onePointIsTheBareItem() {
        assertThat(hex(writer.point(1.0))).isEqualTo("8003473ff00000000000002e");
        assertThat(hex(writer.points(Numbers.of(1.0)))).isEqualTo("8003473ff00000000000002e");
        assertThat(hex(writer.points(Numbers.of(DType.INT32, -2)))).isEqualTo("80034afeffffff2e");
        assertThat(hex(writer.points(Numbers.of(DType.UINT8, 200)))).isEqualTo("80034bc82e");
        assertThat(hex(writer.points(Numbers.of(DType.BOOL, 1)))).isEqualTo("8003882e");
        assertThat(hex(writer.points(Numbers.of(DType.UINT64, -1)))).isEqualTo("80038a09ffffffffffffffff002e");
        assertThat(hex(writer.points(Numbers.of(DType.UINT64, 300)))).isEqualTo("80034d2c012e");
        assertThat(PickleReader.read(writer.points(Texts.of("a")))).isEqualTo(Value.of("a"));
        assertThat(PickleReader.read(writer.points(Numbers.of(1.0, 2.0).reshape(Shape.of(1, 2)))))
                .isEqualTo(Value.of(Numbers.of(1.0, 2.0)));
    }

    @Test
    void morePointsAreOneArray() {
        Numbers rows = Numbers.of(1.0, 2.0, 3.0, 4.0).reshape(Shape.of(2, 2));
        assertThat(PickleReader.read(writer.points(rows))).isEqualTo(Value.of(rows));
        assertThat(PickleReader.read(writer.points(Texts.of("a", "b")))).isEqualTo(Value.texts(List.of("a", "b")));
        assertThatThrownBy(() -> writer.points(Numbers.of(new double[0]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneBufferServesManyPickles() {
        byte[] first = writer.write(Value.of("first"));
        byte[] large = writer.points(Numbers.of(new double[1 << 19]));
        byte[] again = writer.write(Value.of("again"));
        assertThat(PickleReader.read(first)).isEqualTo(Value.of("first"));
        assertThat(PickleReader.read(large).asArray().length()).isEqualTo(1 << 19);
        assertThat(PickleReader.read(again)).isEqualTo(Value.of("again"));
    }

    @Test
    void readsBackWhateverItWrites() {
        long seed = 7;
        System.out.println("pickle round trips: seed " + seed);
        AnyValue any = new AnyValue(new Random(seed), true);
        for (int i = 0; i < 5000; i++) {
            Value value = any.next();
            Value back = PickleReader.read(writer.write(value));
            assertThat(back).isEqualTo(value);
            assertThat(back.toString()).isEqualTo(value.toString());
        }
    }

    @Test
    void refusesWhatItsReaderWouldNotFollow() {
        Value value = Value.list();
        for (int i = 1; i < 100; i++) {
            value = Value.list(value);
        }
        assertThat(PickleReader.read(writer.write(value))).isEqualTo(value);
        Value tooDeep = Value.list(value);
        assertThatThrownBy(() -> writer.write(tooDeep))
                .isInstanceOf(PickleException.class)
                .hasMessageContaining("deeper than 100 levels");
        assertThat(PickleReader.read(writer.write(Value.of(1)))).isEqualTo(Value.of(1));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
