package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./bliss} finds a Java that is new enough, or says in one line that there is none. */
final class LauncherIT {
    private static final String OURS = System.getProperty("java.home");
    private static final String SEARCH_PATH = System.getenv("PATH");

    private Terminal terminal;

    @BeforeEach
    void open() {
        terminal = Terminal.open();
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    /** A Java that fails when it is started. */
    private Path oldJava() throws IOException {
        Path program = terminal.write("java17/bin/java", "#!/bin/sh\necho started the old Java >&2\nexit 99\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        terminal.write("java17/release", "JAVA_VERSION=\"17.0.15\"\n");
        return terminal.path("java17");
    }

    @Test
    void takesTheJavaThatItIsTold() throws IOException {
        terminal.with("BLISS_JAVA_HOME", OURS).with("JAVA_HOME", oldJava().toString());

        assertThat(terminal.bliss("--version").succeeded().output()).startsWith("bliss4j ");
    }

    @Test
    void leavesAnOldJavaOnThePathAside() throws IOException {
        terminal.with("BLISS_JAVA_HOME", "")
                .with("JAVA_HOME", OURS)
                .with("PATH", oldJava().resolve("bin") + ":" + SEARCH_PATH);

        assertThat(terminal.bliss("--version").succeeded().output()).startsWith("bliss4j ");
    }

    @Test
    void leavesAnOldJavaHomeAside() throws IOException {
        terminal.with("BLISS_JAVA_HOME", "")
                .with("JAVA_HOME", oldJava().toString())
                .with("PATH", OURS + "/bin:" + SEARCH_PATH);

        assertThat(terminal.bliss("--version").succeeded().output()).startsWith("bliss4j ");
    }

    @Test
    void saysThatTheJavaItIsToldIsTooOldOrMissing() throws IOException {
        Path old = oldJava();
        Path none = terminal.path("none");

        assertThat(terminal.with("BLISS_JAVA_HOME", old.toString())
                        .bliss("demo")
                        .refusal(2))
                .isEqualTo("bliss: BLISS_JAVA_HOME is " + old + ", but no Java 25 or newer is there");
        assertThat(terminal.with("BLISS_JAVA_HOME", none.toString())
                        .bliss("demo")
                        .refusal(2))
                .isEqualTo("bliss: BLISS_JAVA_HOME is " + none + ", but no Java 25 or newer is there");
    }

    @Test
    void saysWhereItLookedWhenThereIsNoJavaThatIsNewEnough() throws IOException {
        // no machine has this one: the search goes through every place
        Path root = Files.createDirectories(terminal.path("newest"));
        Files.createDirectories(root.resolve("config"));
        Files.copy(Installation.folder().resolve("bliss"), root.resolve("bliss"));
        String launch = Files.readString(Installation.folder().resolve("config/launch.sh"));
        terminal.write("newest/config/launch.sh", launch.replace("java_release=25", "java_release=999"));
        terminal.with("BLISS_JAVA_HOME", "").with("JAVA_HOME", oldJava().toString());

        assertThat(terminal.run(root.resolve("bliss"), "demo").refusal(2))
                .startsWith("bliss: needs Java 999 or newer and found none in JAVA_HOME, on the path or in ")
                .endsWith("install one (https://adoptium.net) or set BLISS_JAVA_HOME to its folder");
    }

    @Test
    void saysWhatIsMissingOfAnInstallation() throws IOException {
        Path root = Files.createDirectories(terminal.path("torn"));
        Files.createDirectories(root.resolve("config"));
        Files.copy(Installation.folder().resolve("bliss"), root.resolve("bliss"));
        Files.copy(Installation.folder().resolve("config/launch.sh"), root.resolve("config/launch.sh"));

        assertThat(terminal.run(root.resolve("bliss"), "demo").refusal(1))
                .isEqualTo("bliss: " + root + "/bliss.jar is missing: this installation is not whole");
    }

    @Test
    void startsThroughASymbolicLinkFromAnywhere() throws IOException {
        Path link = Files.createSymbolicLink(
                terminal.path("linked"), Installation.folder().resolve("bliss"));

        assertThat(terminal.run(link, "help").succeeded().output()).contains("demo", "walk", "redis");
    }

    @Test
    void helpOfEveryCommandSaysWhatItDoes() {
        assertThat(terminal.bliss("help", "demo").succeeded().output()).contains("--dir");
        assertThat(terminal.bliss("help", "walk").succeeded().output()).contains("--filter");
        assertThat(terminal.bliss("help", "redis").succeeded().output())
                .contains("start", "stop", "status", "url", "cli");
        assertThat(terminal.bliss("help").succeeded().output()).contains("--config");
        assertThat(terminal.state().resolve("redis")).doesNotExist();
    }
}
