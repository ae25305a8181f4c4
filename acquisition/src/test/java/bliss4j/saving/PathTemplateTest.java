package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathTemplateTest {
    private static final Map<String, Value> VALUES =
            Map.of("session", Value.of("test_session"), "s_name", Value.of("sample1"), "run", Value.of(7));

    private static String fill(String template) {
        return PathTemplate.of(template).fill(VALUES, Set.of()).text();
    }

    @Test
    void putsParametersIn() {
        assertThat(fill("{session}/{s_name}/")).isEqualTo("test_session/sample1/");
        assertThat(fill("")).isEmpty();
        assertThat(fill("no parameters é 漢 😀")).isEqualTo("no parameters é 漢 😀");
        assertThat(fill("run{run:03d}_{run}_{run:x>4}")).isEqualTo("run007_7_xxx7");
        assertThat(fill("{s_name!r:>10}{run!s:<3}|")).isEqualTo(" 'sample1'7  |");
    }

    @Test
    void twoBracesAreOneCharacter() {
        assertThat(fill("{{{run}}}")).isEqualTo("{7}");
        assertThat(fill("{{run}}")).isEqualTo("{run}");
        assertThat(fill("}}{{")).isEqualTo("}{");
    }

    @Test
    void aMissingParameterIsNamed() {
        assertThatThrownBy(() -> fill("{nope}/"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Missing 'nope' attribute in ScanSaving")
                .extracting(e -> ((ParameterException) e).kind())
                .isEqualTo(Kind.RUNTIME);
    }

    @Test
    void whatIsKnownLaterStaysUntilThen() {
        PathTemplate half = PathTemplate.of("{{run}}_{run}_{scan_number:05d}_{scan_number}_{scan_name}")
                .fill(VALUES, Set.of("scan_number", "scan_name"));
        assertThat(half.text()).isEqualTo("{run}_7_{scan_number}_{scan_number}_{scan_name}");
        assertThat(half.names()).containsExactly("scan_number", "scan_name");
        assertThat(half.fill(Map.of("scan_number", Value.of(3), "scan_name", Value.of("{run}")), Set.of())
                        .text())
                .isEqualTo("{run}_7_00003_3_{run}");
    }

    @Test
    void equalWhenItHoldsTheSame() {
        assertThat(PathTemplate.of("a{b}"))
                .isEqualTo(PathTemplate.of("a{b}"))
                .hasSameHashCodeAs(PathTemplate.of("a{b}"));
        assertThat(PathTemplate.of("a{b}")).isNotEqualTo(PathTemplate.of("a{{b}}"));
        assertThat(PathTemplate.of("a{b}")).isNotEqualTo(PathTemplate.of("a{c}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "a}b",
                "{session",
                "{}",
                "{0.x}",
                "{a.b}",
                "{a[0]}",
                "{a!a}",
                "{a!}",
                "{a:{run}}",
                "{{{a}}",
                "{a:99999d}",
                "{a:abc}"
            })
    void refusesWhatIsNoTemplate(String text) {
        assertThatThrownBy(() -> PathTemplate.of(text))
                .isInstanceOf(ParameterException.class)
                .extracting(e -> ((ParameterException) e).kind())
                .isEqualTo(Kind.VALUE);
    }
}
