package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FormatSpecTest {
    private static final Map<String, Value> SAMPLES = samples();
    private static final List<String> SPECS = specs();

    private static Map<String, Value> samples() {
        Map<String, Value> samples = new TreeMap<>();
        for (double real : new double[] {
            0.0,
            -0.0,
            1,
            -1.5,
            0.125,
            2.675,
            1e16,
            1e22,
            123456.789,
            9999999.5,
            1e-5,
            0.0001,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            0.5,
            99.95
        }) {
            samples.put(Value.of(real).toString(), Value.of(real));
        }
        for (long whole : new long[] {0, 7, -7, 255, -123456, Long.MAX_VALUE, Long.MIN_VALUE}) {
            samples.put(Long.toString(whole), Value.of(whole));
        }
        samples.put("2**70", Value.of(BigInteger.TWO.pow(70)));
        samples.put("float('nan')", Value.of(Double.NaN));
        samples.put("float('-inf')", Value.of(Double.NEGATIVE_INFINITY));
        samples.put("True", Value.of(true));
        samples.put("None", Value.nothing());
        samples.put("'sample1'", Value.of("sample1"));
        samples.put("'é漢😀'", Value.of("é漢😀"));
        samples.put("''", Value.of(""));
        return samples;
    }

    private static List<String> specs() {
        List<String> specs = new ArrayList<>();
        for (String head : List.of("", "<", ">", "^", "=", "*^", "😀>", "<<", "+", " ", "-", "#", "0", "<0", "=+")) {
            for (String width : List.of("", "1", "8", "21")) {
                for (String tail : List.of(
                        "", "d", "s", "x", "X", "o", "b", "e", "G", ".0f", ".2f", ".3", ".0", ".3e", ".4g", "%", ".1%",
                        "g", "n", ".20f", "q")) {
                    specs.add(head + width + tail);
                }
            }
        }
        return specs;
    }

    /** Every sample in every format; where Python refuses so do we, but for what is left out. */
    @Test
    void writesWhatPythonWrites() {
        String script = """
                import sys
                specs = open(sys.argv[1], encoding='utf-8').read().split('\\n')
                sys.stdout.reconfigure(encoding='utf-8')
                for sample in sys.argv[2:]:
                    for spec in specs:
                        try:
                            print(repr(format(eval(sample), spec)))
                        except (ValueError, TypeError):
                            print('refused')
                """;
        List<String> theirs = runPython(script);
        List<String> ours = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        SAMPLES.forEach((name, value) -> SPECS.forEach(spec -> {
            asked.add(name + " in '" + spec + "': ");
            ours.add(shown(value, spec));
        }));
        assertThat(theirs).hasSameSizeAs(ours);
        List<String> differ = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i)) && !leftOut(asked.get(i), ours.get(i))) {
                differ.add(asked.get(i) + ours.get(i) + ", but Python " + theirs.get(i));
            }
        }
        assertThat(differ).isEmpty();
    }

    private static List<String> runPython(String script) {
        try {
            Path file = Files.createTempFile("specs", ".txt");
            try {
                Files.writeString(file, String.join("\n", SPECS));
                List<Object> arguments = new ArrayList<>(List.of(file));
                arguments.addAll(SAMPLES.keySet());
                return Oracles.python(List.of("sys"), script, arguments.toArray())
                        .lines()
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(Value value, String spec) {
        try {
            return Value.of(FormatSpec.of(spec).format(value)).toString();
        } catch (ParameterException e) {
            return "refused";
        }
    }

    /** The '#' of floats. */
    private static boolean leftOut(String asked, String ours) {
        return asked.contains("'#") && ours.equals("refused");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> FormatSpec.of("04d").format(Value.of("sample1")))
                .hasMessage("format 'd' does not fit text 'sample1'");
        assertThatThrownBy(() -> FormatSpec.of(",").format(Value.of(1))).hasMessage("format ',' does not fit int 1");
        assertThatThrownBy(() -> FormatSpec.of("4").format(Value.nothing()))
                .hasMessage("None takes no format: expected a number or text")
                .extracting(e -> ((ParameterException) e).kind())
                .isEqualTo(Kind.TYPE);
        assertThatThrownBy(() -> FormatSpec.of("999999999999")).hasMessageContaining("is no format");
        assertThatThrownBy(() -> FormatSpec.of("300d")).hasMessageContaining("wider than 255");
        assertThat(FormatSpec.PLAIN.format(Value.list(Value.of(1)))).isEqualTo("[1]");
    }
}
