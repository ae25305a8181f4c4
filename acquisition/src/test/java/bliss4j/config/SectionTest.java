package bliss4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SectionTest {
    private final Section section = new Section(
            "device 'roby'", (Yaml.Mapping) YamlReader.read("roby.yml", """
                    name: roby
                    whole: 5
                    velocity: fast
                    real: 2.5
                    nan: .nan
                    huge: 99999999999999999999
                    on: true
                    list: [a, b]
                    one: {x: 1}
                    many:
                      - {x: 1}
                      - {y: 2}
                    empty:
                    """).orElseThrow());

    private static void assertRefused(String message, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(ConfigException.class).hasMessage(message);
    }

    @Test
    void givesWhatIsThere() {
        assertThat(section.text("name")).isEqualTo("roby");
        assertThat(section.whole("whole")).isEqualTo(5);
        assertThat(section.number("whole")).isEqualTo(5.0);
        assertThat(section.number("real")).isEqualTo(2.5);
        assertThat(section.number("huge")).isEqualTo(1e20);
        assertThat(section.flag("on", false)).isTrue();
        assertThat(section.texts("list")).containsExactly("a", "b");
        assertThat(section.section("one").orElseThrow().whole("x")).isEqualTo(1);
        assertThat(section.sections("many")).hasSize(2);
        assertThat(section.has("empty")).isFalse();
    }

    @Test
    void givesTheOtherValueWhereNothingIs() {
        for (String key : List.of("absent", "empty")) {
            assertThat(section.optionalText(key)).isEmpty();
            assertThat(section.optionalNumber(key)).isEmpty();
            assertThat(section.text(key, "x")).isEqualTo("x");
            assertThat(section.number(key, -1.5)).isEqualTo(-1.5);
            assertThat(section.whole(key, 7)).isEqualTo(7);
            assertThat(section.flag(key, true)).isTrue();
            assertThat(section.texts(key)).isEmpty();
            assertThat(section.sections(key)).isEmpty();
            assertThat(section.section(key)).isEmpty();
        }
    }

    @Test
    void saysWhereAndWhatWasExpected() {
        assertRefused("roby.yml line 3: velocity is 'fast', expected a number", () -> section.number("velocity"));
        assertRefused(
                "roby.yml line 3: velocity is 'fast', expected a whole number", () -> section.whole("velocity", 1));
        assertRefused("roby.yml line 5: nan is nan, expected a number", () -> section.number("nan"));
        assertRefused("roby.yml line 2: whole is 5, expected text", () -> section.text("whole"));
        assertRefused(
                "roby.yml line 6: huge is 99999999999999999999, expected a whole number", () -> section.whole("huge"));
        assertRefused("roby.yml line 1: name is 'roby', expected true or false", () -> section.flag("name", true));
        assertRefused("roby.yml line 1: name is 'roby', expected a list of text", () -> section.texts("name"));
        assertRefused("roby.yml line 8: list is a list, expected a mapping", () -> section.section("list"));
        assertRefused("roby.yml line 8: list is 'a', expected a mapping", () -> section.sections("list"));
        assertRefused("roby.yml line 9: one is a mapping, expected text", () -> section.text("one"));
        assertRefused("roby.yml line 1: device 'roby' has no unit; expected text", () -> section.text("unit"));
        assertRefused("roby.yml line 1: device 'roby' has no empty; expected a number", () -> section.number("empty"));
        assertThat(section.wrong("whole", "below 5")).hasMessage("roby.yml line 2: whole is 5, expected below 5");
        assertThat(section.wrong("unit", "mm")).hasMessage("roby.yml line 1: device 'roby' has no unit; expected mm");
    }

    @Test
    void refusesWhatNobodyAskedFor() {
        section.text("name");
        section.optionalText("unit");
        assertRefused(
                "roby.yml line 2: unknown parameter 'whole' of device 'roby'; known are name, unit",
                section::checkAllRead);
        section.values();
        section.checkAllRead();
        Section one = section.section("one").orElseThrow();
        assertRefused(
                "roby.yml line 9: unknown parameter 'x' of one of device 'roby'; known are none",
                section::checkAllRead);
        one.whole("x");
        section.checkAllRead();
    }
}
