package bliss4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {
    private static Yaml read(String text) {
        return YamlReader.read("f.yml", text).orElseThrow();
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> YamlReader.read("f.yml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).startsWith("f.yml").doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5|5",
                "-5|-5",
                "+5|5",
                "0x1F|31",
                "0o17|15",
                "9223372036854775808|9223372036854775808",
                "2.5|2.5",
                "1e3|1000.0",
                "-.inf|-inf",
                ".NaN|nan",
                "true|True",
                "FALSE|False",
                "~|None",
                "null|None",
                "yes|'yes'",
                "'5'|'5'",
                "1_000|'1_000'",
                "2019-08-13|'2019-08-13'",
                "12:30:00|'12:30:00'",
                "é漢😀|'é漢😀'",
                "!!str 5|'5'",
                "!!int '5'|5",
                "! 5|'5'",
                "[1, [a, {b: c}]]|[1, ['a', {'b': 'c'}]]",
                "{}|{}",
                "*x|1"
            })
    void wordsMeanWhatYaml12Says(String yaml, String python) {
        assertThat(read("- &x 1\n- " + yaml).value()).hasToString("[1, " + python + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "null"})
    void anEmptyFileHoldsNothing(String text) {
        assertThat(YamlReader.read("f.yml", text)).isEmpty();
    }

    @Test
    void everythingKnowsItsPlace() {
        Yaml.Mapping root = (Yaml.Mapping) read("# first\na: 1\nb:\n  - x\n  - c: 2\n1: z\n");
        assertThat(root.entries()).containsOnlyKeys("a", "b", "1");
        List<Yaml.Entry> entries = List.copyOf(root.entries().values());
        assertThat(entries.get(1).place()).hasToString("f.yml line 3");
        Yaml.Sequence list = (Yaml.Sequence) entries.get(1).value();
        assertThat(list.items().getLast().place()).hasToString("f.yml line 5");
    }

    @Test
    void brokenYamlIsOneLineWithItsPlace() {
        assertRefused("a: 1\n\tb: 2\n", "f.yml line 2: no YAML: ");
        assertRefused("a:\n\t- x\n", "TAB");
        assertRefused("a: b: c\n", "f.yml line 1: no YAML: mapping values are not allowed here");
        assertRefused("a: [1, 2\nb: 3\n", "f.yml line 2: no YAML: ");
        assertRefused("a: 'open\n", "no YAML: ");
        assertRefused("a: 1\n b: 2\n", "f.yml line 2");
        assertRefused("a: @x\n", "f.yml line 1");
        assertRefused("%YAML 3.0\n---\na: 1\n", "f.yml");
    }

    @Test
    void refusesWhatNoConfigurationNeeds() {
        assertRefused("a: 1\n---\nb: 2\n", "f.yml line 2: a second document starts here");
        assertRefused("a: 1\nb: 2\na: 3\n", "f.yml line 3: 'a' stands twice, first in line 1");
        assertRefused("? [a, b]\n: 1\n", "f.yml line 1: a key that is a list or a mapping");
        assertRefused(
                "a: !!python/object:os.system x\n", "tag 'tag:yaml.org,2002:python/object:os.system' is not known");
        assertRefused("a: !java.net.URL [x]\n", "tag '!java.net.URL' is not known");
        assertRefused("a: !!int fast\n", "'fast' is no number");
        assertRefused("a: 1\nb: x\u0000y\n", "f.yml line 2: a character that YAML does not allow, code 0");
    }

    @Test
    void aliasesAreUnderstoodButCannotGrowWithoutEnd() {
        assertThat(read("a: &x [1]\nb: *x\n").value()).hasToString("{'a': [1], 'b': [1]}");
        assertRefused("a: *x\n", "alias '*x' refers to nothing that ends before it");
        assertRefused("a: &x [1, *x]\n", "alias '*x' refers to nothing that ends before it");
        String bomb = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "]")
                .collect(Collectors.joining("\n", "a0: &a0 lol\n", "\n"));
        assertRefused(bomb, "f.yml line 7: expected at most 32 levels and 100000 values");
        String deep = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + "]")
                .collect(Collectors.joining("\n", "a0: &a0 lol\n", "\n"));
        assertRefused(deep, "expected at most 32 levels");
    }

    @Test
    void deepFilesEndInAnErrorNotInAStackOverflow() {
        assertRefused("[".repeat(500_000), "expected at most 32 levels");
        assertRefused("a: " + "- ".repeat(1000), "f.yml line 1");
        assertRefused("{a: ".repeat(100_000), "expected at most 32 levels");
        assertThat(read("[".repeat(32) + "]".repeat(32)).extent().depth()).isEqualTo(32);
    }
}
