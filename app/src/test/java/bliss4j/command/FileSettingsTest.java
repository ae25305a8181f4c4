package bliss4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.config.BeamlineConfig;
import bliss4j.config.ConfigException;
import bliss4j.folder.DiskReserve;
import bliss4j.folder.FileRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSettingsTest {
    private static final Path PAGE = Path.of("../docs/reference/files.md");

    @TempDir
    Path folder;

    private BeamlineSettings read(String yaml) {
        try {
            Files.writeString(folder.resolve("bliss4j.yml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return BeamlineSettings.read(BeamlineConfig.load(folder, Map.of()).settings());
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        assertThat(read("").files()).isEqualTo(FileRules.DEFAULT);
        assertThat(read("file: {timeout: 5}").files()).isEqualTo(FileRules.DEFAULT);
        assertThat(FileRules.DEFAULT.room()).isEqualTo(new DiskReserve(200L << 20, 1L << 30));
    }

    @Test
    void theSettingsThatThePageShowsAreRead() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        FileRules rules =
                read(page.substring(start, page.indexOf("```", start))).files();
        assertThat(rules.room()).isEqualTo(new DiskReserve(500L << 20, 2L << 30));
        assertThat(rules.rights().group()).contains("beamline");
        assertThat(rules.rights().mode()).isEqualTo(Optional.of(PosixFilePermissions.fromString("rw-rw-r--")));
        assertThat(rules.lockWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(rules.syncFlushes()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reserve: much      | reserve is 'much', expected room on a disk, such as 200 MB or 1 GB
            warn: 5            | warn is 5, expected text
            mode: '0999'       | mode is '0999', expected digits as of chmod, in quotes, such as '0664'
            mode: rw-rw-r--    | mode is 'rw-rw-r--', expected digits as of chmod, in quotes, such as '0664'
            lock_wait: -1      | lock_wait is -1, expected seconds, at least 0 and at most a day
            fsync: always      | fsync is 'always', expected end or flush
            resreve: 1 GB      | unknown parameter 'resreve' of file of the settings; known are deflate, fsync, group, lock_wait, mode, reserve, timeout, warn
            """, quoteCharacter = '"')
    void whatIsWrongIsNamedWithItsLine(String line, String message) {
        assertThatThrownBy(() -> read("file:\n  " + line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("bliss4j.yml line 2: " + message);
    }
}
