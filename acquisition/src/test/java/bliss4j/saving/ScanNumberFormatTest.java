package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.parameters.ParameterException;
import bliss4j.testing.Oracles;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanNumberFormatTest {
    @Test
    void writesWhatPythonWrites() {
        List<String> formats = List.of(
                "%04d",
                "%d",
                "%1d",
                "%i",
                "%-6d|",
                "%+05d",
                "% d",
                "%-+6d|",
                "%-06d|",
                "%0d",
                "n%%%03d%%m",
                "% 05d",
                "%+ d",
                "é%02d漢");
        List<Long> numbers = List.of(0L, 7L, 12345L, Long.MAX_VALUE);
        String expected = Oracles.python(List.of("sys"), """
                import sys
                sys.stdout.reconfigure(encoding='utf-8')
                for f in sys.argv[1:]:
                    for n in (0, 7, 12345, 2**63-1):
                        print(f % n)
                """, formats.toArray());
        String ours = formats.stream()
                .flatMap(format -> numbers.stream().map(ScanNumberFormat.of(format)::text))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(ours).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0001", "%", "%s", "%d%d", "%04f", "%(a)d", "%999d", "{:04d}", "%d%"})
    void refusesOthers(String format) {
        assertThatThrownBy(() -> ScanNumberFormat.of(format)).isInstanceOf(ParameterException.class);
    }
}
