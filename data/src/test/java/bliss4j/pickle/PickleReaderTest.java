package bliss4j.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PickleReaderTest {
    static List<PickleVectors.Vector> accepted() {
        return PickleVectors.numpy("accepted");
    }

    static List<PickleVectors.Vector> refused() {
        return PickleVectors.numpy("refused");
    }

    static List<PickleVectors.Vector> original() {
        return PickleVectors.pickledFields("original-writer.json");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void readsWhatPythonWrites(PickleVectors.Vector vector) {
        assertThat(PickleReader.read(vector.pickle())).isEqualTo(vector.value());
    }

    @ParameterizedTest
    @MethodSource("original")
    void readsWhatTheOriginalWrote(PickleVectors.Vector vector) {
        assertThat(PickleReader.read(vector.pickle())).isEqualTo(vector.value());
    }

    /** What a refused vector is called there, and what its pickle calls it. */
    private static String named(String what) {
        return switch (what) {
            case "os.system", "nested in a dict" -> "posix system";
            case "object array" -> "numpy dtype O8";
            case "Exception" -> "ValueError";
            default -> what;
        };
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesByName(PickleVectors.Vector vector) {
        String what = named(vector.name().substring(vector.name().lastIndexOf(": ") + 2));
        assertThatThrownBy(() -> PickleReader.read(vector.pickle()))
                .isInstanceOf(PickleException.class)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("refused pickle: ")
                .hasMessageEndingWith(what + " is not among the types this layout uses");
    }

    @Test
    void readsTheVectorsAndNotNothing() {
        assertThat(accepted()).hasSize(956);
        assertThat(refused()).hasSize(64);
        assertThat(original()).hasSizeGreaterThan(100);
    }

    /** Each with the start of what is said about it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                | malformed pickle: it ends too soon
            8003                              | malformed pickle: it ends too soon
            2e                                | malformed pickle: an item is missing
            282e                              | malformed pickle: an item is missing
            58ffffffff61                      | malformed pickle: it ends too soon: byte 5 of 6 claims 4294967295 more
            8effffffffffffffff61              | malformed pickle: it ends far too soon
            95ffffffffffffff7f4e2e            | malformed pickle: it ends too soon
            72ffffffff2e                      | malformed pickle: an item is missing
            68052e                            | malformed pickle: nothing was stored under 5
            5d71006800612e                    | refused pickle: a value that holds itself
            7d71004b006800732e                | refused pickle: a value that holds itself
            7d285d4b01752e                    | malformed pickle: a key or an item of a set that Python cannot hash
            7d284b01752e                      | malformed pickle: a key without a value
            4b014b01612e                      | malformed pickle: an item for what is neither a list nor a set
            5801000000ff2e                    | malformed pickle: text that is not UTF-8
            80064e2e                          | refused pickle: protocol 6
            55016128                          | refused pickle: opcode SHORT_BINSTRING (Python 2)
            6936                              | malformed pickle: it ends too soon
            28690a0a2e                        | refused pickle: an instance of
            636e756d70790a6e6461727261790a2e  | refused pickle: numpy ndarray as a value
            """)
    void saysWhatIsWrong(String hex, String message) {
        assertThatThrownBy(() -> PickleReader.read(HexFormat.of().parseHex(hex)))
                .isInstanceOf(PickleException.class)
                .hasMessageStartingWith(message);
    }

    /** They would cost no byte each. */
    @Test
    void refusesArraysOfStringsWithoutACharacter() {
        String empty = "X\2\0\0\0U0";
        for (String pickle : List.of(
                "cnumpy\nndarray\n((J\377\377\377\177t" + empty + "C\0tR.",
                "cnumpy\nfrombuffer\n(C\0" + empty + "tR.",
                "cnumpy\nfrombuffer\n(C\1x" + empty + "tR.",
                "cnumpy.core.numeric\n_frombuffer\n(C\0" + empty + "(K\5tX\1\0\0\0CtR.")) {
            assertThatThrownBy(() -> read(pickle))
                    .isInstanceOf(PickleException.class)
                    .hasMessageContaining("an array of strings without a character");
        }
    }

    @Test
    void boundsDepth() {
        byte[] deep = ("(".repeat(100_000) + "t".repeat(100_000) + ".").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> PickleReader.read(deep)).hasMessageContaining("deeper than 100 levels");
        byte[] hundred = ("(".repeat(100) + "t".repeat(100) + ".").getBytes(StandardCharsets.US_ASCII);
        assertThat(PickleReader.read(hundred).toString()).hasSize(299);
        // Shared parts are finished once, where they are shallow, and may not make the rest deeper.
        String sixty = "(".repeat(60) + "t".repeat(60) + "q\0";
        byte[] shared =
                ("(" + sixty + "(".repeat(60) + "h\0" + "t".repeat(60) + "t.").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> PickleReader.read(shared)).hasMessageContaining("deeper than 100 levels");
    }

    @Test
    void boundsWhatTheMemoRepeats() {
        StringBuilder doubling = new StringBuilder("]q\0");
        for (int i = 1; i < 60; i++) {
            doubling.append("](h")
                    .append((char) (i - 1))
                    .append('h')
                    .append((char) (i - 1))
                    .append("eq")
                    .append((char) i);
        }
        byte[] lists = doubling.append('.').toString().getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PickleReader.read(lists)).hasMessageContaining("repeats its parts");

        String thousandsOfBytes =
                "B\u0000\u0000\u0010\u0000" + "x".repeat(1 << 20) + "q\0](" + "h\0".repeat(100_000) + "e.";
        assertThatThrownBy(() -> PickleReader.read(thousandsOfBytes.getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("repeats its parts");

        String encoded = "c_codecs\nencode\nq\0X\0\0\u0010\0" + "x".repeat(1 << 20) + "Vlatin1\n\u0086q\1]("
                + "h\0h\1R".repeat(1000) + "e.";
        assertThatThrownBy(() -> PickleReader.read(encoded.getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("repeats its parts");
    }

    @Test
    void nestedSetsTakeNoExponentialTime() {
        byte[] nested = ("(".repeat(99) + "\u0091".repeat(99) + ".").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PickleReader.read(nested).toString()).startsWith("{{{").endsWith("}}}");
        assertThat(PickleReader.read(nested)).isEqualTo(PickleReader.read(nested));
    }

    @Test
    void equalHashesTakeNoQuadraticTime() {
        StringBuilder colliding = new StringBuilder("\u0080\3}(");
        for (int i = 0; i < 1 << 16; i++) {
            colliding.append("\u008c ");
            for (int bit = 0; bit < 16; bit++) {
                colliding.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            colliding.append('N');
        }
        byte[] pickle = colliding.append("u.").toString().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PickleReader.read(pickle).asMap()).hasSize(1 << 16);
        String tuples = "}(" + "(I1\ntN(I2\ntN".repeat(501) + "u.";
        assertThatThrownBy(() -> PickleReader.read(tuples.getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("neither text nor ints");
    }

    @Test
    void readsHalfSurrogatesAsPythonWritesThem() {
        assertThat(PickleReader.read(HexFormat.of().parseHex("58050000 0061eda0bd62 2e".replace(" ", ""))))
                .isEqualTo(Value.of("a\ud83db"));
    }

    @Test
    void readsTheOtherFormsOfA12() {
        String eight = "B\u0008\0\0\0?\u00f0\0\0\0\0\0\0";
        assertThat(read("cnumpy\nndarray\n((K\1tX\3\0\0\0>f8" + eight + "tR.")).isEqualTo(Value.of(Numbers.of(1.0)));
        assertThat(read("cnumpy\nfrombuffer\n(" + eight + "X\3\0\0\0>f8tR.")).isEqualTo(Value.of(Numbers.of(1.0)));
        assertThat(read("cnumpy\nndarray\n()cnumpy\nint16\nB\2\0\0\0\7\0tR."))
                .isEqualTo(Value.of(Numbers.of(DType.INT16, 7).reshape(Shape.SCALAR)));
        assertThat(read("cbliss.scanning.scan\nScanState\nK\4\u0085R.")).isEqualTo(Value.of(4));
        assertThat(read("cbuiltins\nfrozenset\n](K\1e\u0085R.")).isEqualTo(Value.set(Value.of(1)));
    }

    private static Value read(String latin1) {
        return PickleReader.read(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
