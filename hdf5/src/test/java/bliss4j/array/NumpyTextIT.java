package bliss4j.array;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our text of an array is numpy's own, letter for letter. */
class NumpyTextIT {
    private static final String REPR = """
            import sys, numpy
            sys.stdout.reconfigure(encoding="utf-8", newline="\\n")
            for line in open(sys.argv[1]):
                dtype, shape, data = line.rstrip("\\n").split("|")
                if dtype == "str":
                    texts = [bytes.fromhex(t).decode() for t in data.split(",")[:-1]]
                    a = numpy.array(texts, dtype=str).reshape(eval(shape))
                else:
                    a = numpy.frombuffer(bytes.fromhex(data), dtype).reshape(eval(shape))
                print(repr(a), end="\\x00")
            """;

    @TempDir
    Path folder;

    @Test
    void everyTypeShapeAndMagnitude() throws IOException {
        compare(1, 100);
    }

    @Tag("soak")
    @Test
    void manyMore() throws IOException {
        compare(2, 500);
    }

    private void compare(long seed, int ofEachType) throws IOException {
        RandomArrays random = new RandomArrays(seed);
        List<NdArray> arrays = new ArrayList<>();
        for (DType dtype : DType.values()) {
            for (int i = 0; i < ofEachType * (dtype.isFloat() ? 4 : 1); i++) {
                arrays.add(random.next(dtype));
            }
        }
        Path input = folder.resolve("arrays");
        Files.write(input, arrays.stream().map(NumpyTextIT::line).toList());
        String[] expected = Oracles.python(List.of("numpy"), REPR, input).split("\0");
        assertThat(expected).hasSameSizeAs(arrays);
        SoftAssertions soft = new SoftAssertions();
        for (int i = 0; i < expected.length; i++) {
            soft.assertThat(arrays.get(i).toString()).as("array %d", i).isEqualTo(expected[i]);
        }
        soft.assertAll();
    }

    private static String line(NdArray array) {
        String data = switch (array) {
            case Numbers numbers -> HexFormat.of().formatHex(numbers.toBytes());
            case Texts texts ->
                texts.items().stream()
                        .map(text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + ",")
                        .collect(Collectors.joining());
        };
        String dtype = array.dtype() == DType.TEXT ? "str" : array.dtype().numpyName();
        return dtype + "|" + array.shape() + "|" + data;
    }

    @Test
    void theExtremesOfFloats() throws IOException {
        List<NdArray> arrays = List.of(
                Numbers.of(Double.MIN_VALUE, 1),
                Numbers.of(Double.MAX_VALUE),
                Numbers.of(2e23, 9.5e22),
                Numbers.of(1e-4, 1),
                Numbers.of(9.9999e-5, 1),
                Numbers.of(1e8 - 1, 1e6),
                Numbers.of(99999999.999, 1e6),
                Numbers.of(1, 1000),
                Numbers.of(1.0, 1000.0),
                Numbers.of(1.0, 1000.1),
                Numbers.of(0.1 + 0.2, 1 / 3.0),
                Numbers.of(0.123456785, 0.999999999),
                Numbers.scalar(-0.0),
                Numbers.scalar(Double.NaN));
        Path input = folder.resolve("arrays");
        Files.write(input, arrays.stream().map(NumpyTextIT::line).toList());
        assertThat(arrays.stream().map(NdArray::toString))
                .containsExactly(Oracles.python(List.of("numpy"), REPR, input).split("\0"));
    }

    @Test
    void hugeArraysArePrintedWithoutLookingAtAll() {
        Numbers huge = Numbers.wrap(DType.FLOAT64, Shape.of(3000, 3000), new byte[72_000_000]);

        assertThat(huge.toString()).startsWith("array([[0., 0., 0., ..., 0., 0., 0.],");
    }
}
