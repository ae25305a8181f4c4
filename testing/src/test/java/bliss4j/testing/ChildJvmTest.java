package bliss4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChildJvmTest {
    @Test
    void passesArgumentsEnvironmentAndLines() {
        try (ChildJvm child =
                ChildJvm.start(Map.of("CAST", "roby"), List.of("-Xmx32m"), EchoMain.class, "a b", "", "'$x\"")) {
            assertThat(child.line()).isEqualTo("a b");
            assertThat(child.line()).isEmpty();
            assertThat(child.line()).isEqualTo("'$x\"");
            assertThat(child.line()).isEqualTo("CAST=roby");
            child.send("diode");
            assertThat(child.waitFor("diode")).isEqualTo("> diode");
            assertThat(child.running()).isTrue();
        }
    }

    @Test
    void killedChildSaysNothingMore() {
        try (ChildJvm child = ChildJvm.start(EchoMain.class)) {
            child.waitFor("CAST");
            child.send("last");
            child.waitFor("last");
            child.kill9();
            assertThat(child.running()).isFalse();
            assertThat(child.exitStatus()).isEqualTo(137);
            assertThatThrownBy(child::line).isInstanceOf(AssertionError.class).hasMessageContaining("ended");
            assertThatThrownBy(child::line).isInstanceOf(AssertionError.class).hasMessageContaining("ended");
        }
    }

    @Test
    void whatItPrintedOutlivesIt() {
        try (ChildJvm child = ChildJvm.start(EchoMain.class, "first\nsecond")) {
            child.waitFor("first");
            child.kill9();
            assertThat(child.line()).isEqualTo("second");
        }
    }

    @Test
    void terminatedChildRunsItsHooks() {
        try (ChildJvm child = ChildJvm.start(EchoMain.class)) {
            child.waitFor("CAST");
            child.sigterm();
            assertThat(child.waitFor("good")).isEqualTo("goodbye");
            assertThat(child.exitStatus()).isEqualTo(143);
        }
    }

    @Test
    void failureOfTheChildIsShown() {
        try (ChildJvm child = ChildJvm.start(EchoMain.class)) {
            child.send("fail");
            assertThat(child.exitStatus()).isEqualTo(1);
            assertThat(child.standardError()).contains("told to fail");
            assertThatThrownBy(() -> child.waitFor("never printed"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("told to fail");
        }
    }
}
