package bliss4j.display;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.Oracles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GeneralNumberTest {
    @Test
    void sixDigitsAndNoZerosAtTheEnd() {
        assertThat(List.of(
                                0.0,
                                10.0,
                                0.1672654,
                                -57.0,
                                100000.0,
                                1234567.0,
                                0.00012345678,
                                0.000012345678,
                                1e100,
                                Double.MIN_VALUE)
                        .stream()
                        .map(GeneralNumber::text))
                .containsExactly(
                        "0",
                        "10",
                        "0.167265",
                        "-57",
                        "100000",
                        "1.23457e+06",
                        "0.000123457",
                        "1.23457e-05",
                        "1e+100",
                        "4.94066e-324");
        assertThat(GeneralNumber.text(Double.NaN)).isEqualTo("nan");
        assertThat(GeneralNumber.text(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
        assertThat(GeneralNumber.text(-0.0)).isEqualTo("-0");
        assertThat(GeneralNumber.text(999999.5)).isEqualTo("1e+06");
    }

    /** CPython prints the same of thousands of numbers of all sizes. */
    @Test
    void asPythonPrintsThem() {
        Random random = new Random(7);
        List<String> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : Math.rint(random.nextGaussian() * 1e7) / Math.pow(10, random.nextInt(12));
            numbers.add(Double.toString(value));
            texts.add(GeneralNumber.text(value));
        }
        String python = Oracles.python(
                List.of("sys"),
                "import sys\nprint(' '.join('%g' % float(x) for x in sys.argv[1].split()))",
                String.join(" ", numbers));

        assertThat(List.of(python.strip().split(" "))).isEqualTo(texts);
    }
}
