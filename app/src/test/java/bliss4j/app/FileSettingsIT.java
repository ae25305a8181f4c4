package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What {@code bliss4j.yml} says of files reaches them. */
final class FileSettingsIT {
    private static Outcome demo(Terminal terminal, String settings) {
        Path config = terminal.path("config");
        terminal.write("config/bliss4j.yml", settings);
        terminal.write("config/sessions/test_session.yml", "class: Session\nname: test_session\n");
        terminal.write("config/devices.yml", """
                - {class: SimAxis, name: roby, velocity: 2500, acceleration: 1000}
                - {class: SimDiode, name: diode}
                """);
        return terminal.bliss(
                "demo",
                "--config",
                config.toString(),
                "--dir",
                terminal.path("data").toString());
    }

    @Test
    void aModeForFilesAndDirectories() throws IOException {
        try (Terminal terminal = Terminal.open()) {
            assertThat(demo(terminal, "file:\n  mode: '0660'\n").succeeded().output())
                    .contains("1_ascan");
            Path sample = terminal.path("data/test_session/sample1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sample.resolve("data.h5"))))
                    .isEqualTo("rw-rw----");
        }
    }

    @Test
    void aDiskWithLessRoomThanTheReserveIsRefusedBeforeTheScan() {
        try (Terminal terminal = Terminal.open()) {
            assertThat(demo(terminal, "file:\n  reserve: 999999 TB\n").refusal(1))
                    .contains("data.h5 has ", " MB left, expected 1048574951424 at least (file.reserve)");
            assertThat(Terminal.files(terminal.path("data"))).noneMatch(file -> file.endsWith(".h5"));
        }
    }
}
