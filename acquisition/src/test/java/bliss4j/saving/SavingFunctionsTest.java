package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import bliss4j.parameters.ParameterFunction;
import bliss4j.parameters.Wardrobe;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A2.5 to A2.7: functions as values of parameters. */
final class SavingFunctionsTest {
    private static final String KEY = "parameters:scan_saving:test_session";

    private final MemorySettings settings = new MemorySettings();
    private final FixedSurroundings surroundings = new FixedSurroundings();
    private final Map<String, Function<ScanSaving, Value>> known = new HashMap<>();
    private final ScanSaving saving = open();

    private ScanSaving open() {
        Wardrobe wardrobe = Wardrobe.kept(settings, KEY, () -> SavingValues.minute(surroundings));
        return ScanSaving.of("test_session", wardrobe, surroundings);
    }

    @BeforeEach
    void callThem() {
        saving.callFunctionsWith((function, at) -> {
            Function<ScanSaving, Value> body = known.get(function.name());
            if (body == null) {
                throw new AssertionError("no function " + function);
            }
            return body.apply(at);
        });
    }

    private Value function(String name, Function<ScanSaving, Value> body) {
        known.put(name, body);
        return new ParameterFunction(name, Optional.of("def " + name + "(saving): ..."), "1").toValue();
    }

    private static void assertRefused(Kind kind, String message, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((ParameterException) e).kind())
                .isEqualTo(kind);
    }

    /** The example of the original's page on saving. */
    @Test
    void aFunctionsResultIsPartOfThePath() {
        saving.set("base_path", "/data/visitor");
        saving.add("sample", "lysozyme");
        saving.add("experiment", "mx1921");
        saving.set("template", "{experiment}/{sample}");
        assertThat(saving.snapshot().rootPath()).isEqualTo("/data/visitor/mx1921/lysozyme");
        saving.add(
                "experiment",
                function(
                        "experiment",
                        at -> Value.of(at.get("user_name").asText().equals("seb") ? "mx1921" : "unknown")));
        assertThat(saving.snapshot().rootPath()).isEqualTo("/data/visitor/mx1921/lysozyme");
        saving.set("user_name", "toto");
        assertThat(saving.snapshot().rootPath()).isEqualTo("/data/visitor/unknown/lysozyme");
        assertThat(saving.toString()).contains("  .experiment           = <function experiment>\n");
        assertThat(ParameterFunction.of(open().get("experiment")))
                .contains(new ParameterFunction("experiment", Optional.of("def experiment(saving): ..."), "1"));
    }

    /** G16: in every template. */
    @Test
    void functionsCountInFileNamesImagePathsAndBasePaths() {
        saving.add("f", function("f", at -> Value.of(7)));
        saving.set("base_path", "/data/{f:02d}");
        saving.set("data_filename", "data{f}");
        saving.set("images_path_template", "images{f}");
        assertThat(saving.snapshot().dataPath()).isEqualTo("/data/07/test_session/data7");
        assertThat(saving.snapshot().imagesPath()).startsWith("/data/07/test_session/images7/");
    }

    @Test
    void aFunctionSeesOneMomentAndChangesNothing() {
        saving.add("s_name", "a");
        saving.add("f", function("f", at -> {
            saving.set("s_name", "b");
            return at.get("s_name");
        }));
        saving.set("template", "{f}");
        assertThat(saving.snapshot().rootPath()).isEqualTo("/tmp/scans/a");
        saving.add("f", function("f", at -> {
            at.set("s_name", "c");
            return Value.nothing();
        }));
        assertRefused(Kind.ATTRIBUTE, "can only be read", saving::snapshot);
    }

    @Test
    void functionsMayAskEachOtherButNotInACircle() {
        saving.add("inner", function("inner", at -> Value.of("in")));
        saving.add(
                "outer",
                function("outer", at -> Value.of("out" + at.get("inner").asText())));
        saving.set("template", "{outer}");
        assertThat(saving.snapshot().rootPath()).isEqualTo("/tmp/scans/outin");
        saving.add("inner", function("inner", at -> Value.of(at.snapshot().rootPath())));
        assertRefused(Kind.RUNTIME, "the function of 'outer' asks for 'outer' itself", saving::snapshot);
    }

    @Test
    void whatAFunctionGivesMustBeAValue() {
        saving.add("f", function("f", at -> Value.list()));
        saving.set("template", "{f}");
        assertRefused(Kind.TYPE, "what the function of 'f' gave is []", saving::snapshot);
    }

    @Test
    void theUsualParametersAreNoFunctions() {
        assertRefused(
                Kind.TYPE,
                "template is <function f>, expected a number",
                () -> saving.set("template", function("f", at -> Value.nothing())));
    }

    @Test
    void whoKnowsNoPythonSaysSo() {
        saving.add("f", new ParameterFunction("f", Optional.empty(), "2").toValue());
        saving.set("template", "{f}");
        assertThat(open().toString()).contains("= <function f, for this session only>");
        assertRefused(Kind.RUNTIME, "can only be called by the shell", () -> open().snapshot());
    }
}
