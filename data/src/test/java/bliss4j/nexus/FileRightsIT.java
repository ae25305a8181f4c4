package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import bliss4j.folder.DiskReserve;
import bliss4j.folder.FileRights;
import bliss4j.folder.FileRules;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.Confined;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Issue 4, item 6: whose the files are, and who may use them. */
@ExtendWith(LeakCheck.class)
class FileRightsIT {
    @TempDir
    Path directory;

    private Path sample() {
        return directory.resolve("session/sample");
    }

    private Path file() {
        return sample().resolve("data.h5");
    }

    private static FileRules rules(Optional<String> group, String mode) {
        FileRights rights = new FileRights(group, Optional.of(PosixFilePermissions.fromString(mode)));
        return new FileRules(DiskReserve.DEFAULT, rights, Duration.ofSeconds(10), false);
    }

    private void claim(FileRules rules) {
        NexusFiles.claim(file(), "ascan", "test_session", DemoScan.NEXT, rules).abandon();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<Path> made() {
        return List.of(file(), sample().resolve(".data.h5.lock"));
    }

    @Test
    void theUmaskOfTheProcessIsRespected() throws IOException {
        try (ChildJvm child = ChildJvm.under(Confined.toUmask("027"), FileHolder.class, file().toString(), "0")) {
            child.waitFor("holds 1");
        }
        for (Path path : made()) {
            assertThat(mode(path)).as(path.toString()).isEqualTo("rw-r-----");
        }
        assertThat(mode(sample())).isEqualTo("rwxr-x---");
    }

    @Test
    void aModeIsGivenToWhatIsMadeAndDirectoriesCanBeEntered() throws IOException {
        String before = mode(directory);
        claim(rules(Optional.empty(), "rw-rw----"));
        for (Path path : made()) {
            assertThat(mode(path)).as(path.toString()).isEqualTo("rw-rw----");
        }
        assertThat(mode(sample())).isEqualTo("rwxrwx---");
        assertThat(mode(directory.resolve("session"))).isEqualTo("rwxrwx---");
        assertThat(mode(directory)).as("was there before").isEqualTo(before);

        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        claim(rules(Optional.empty(), "rw-rw----"));
        assertThat(mode(file())).as("was there before").isEqualTo("rw-------");
    }

    @Test
    void aGroupIsGivenToWhatIsMade() throws IOException {
        // One of the user's own; root may take any.
        String group = System.getProperty("user.name").equals("root")
                ? "daemon"
                : Oracles.program("id", "-gn").strip();
        claim(rules(Optional.of(group), "rw-rw-r--"));
        for (Path path : List.of(file(), made().getLast(), sample())) {
            assertThat(Files.readAttributes(path, PosixFileAttributes.class)
                            .group()
                            .getName())
                    .as(path.toString())
                    .isEqualTo(group);
        }
    }

    @Test
    void aGroupThatThereIsNotIsNamedAndNoFileIsLeft() throws IOException {
        assertThatThrownBy(() -> claim(rules(Optional.of("no_such_group"), "rw-rw-r--")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("this machine has no group 'no_such_group' (file.group)");
        assertThat(file()).doesNotExist();
    }
}
