package bliss4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.config.BeamlineConfig;
import bliss4j.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeamlineSettingsTest {
    @TempDir
    private Path folder;

    private BeamlineSettings read(String redis) throws IOException {
        Files.writeString(folder.resolve("bliss4j.yml"), "redis:\n  " + redis + "\n");
        return BeamlineSettings.read(BeamlineConfig.load(folder, Map.of()).settings());
    }

    @Test
    void redisKeepsADayAndAGigabyteUnlessItIsSaid() throws IOException {
        BeamlineSettings usual = read("port: 6379");
        assertThat(usual.lifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(usual.limitBytes()).isEqualTo(1L << 30);
        assertThat(usual.retention().lifetime()).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({"1 min, PT1M", "90 min, PT1H30M", "7 days, PT168H", "365 days, PT8760H"})
    void aLifetimeIsAMinuteToAYear(String text, Duration expected) throws IOException {
        assertThat(read("lifetime: " + text).retention().lifetime()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"59 s", "366 days", "1", "soon", "-1 day", "0 min"})
    void anyOtherLifetimeIsRefusedSayingWhatItMayBe(String text) {
        assertThatThrownBy(() -> read("lifetime: '" + text + "'"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("bliss4j.yml line 2: lifetime is '" + text
                        + "', expected a time of at least 1 min and at most 365 days, such as 1 day, 12 h or 90 min");
    }

    @ParameterizedTest
    @CsvSource({"16 MB, 16777216", "2 GB, 2147483648"})
    void aLimitIsSixteenMegabytesAtLeast(String text, long expected) throws IOException {
        assertThat(read("limit: " + text).retention().limitBytes()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15 MB", "1 day", "lots", "1e9"})
    void anyOtherLimitIsRefusedSayingWhatItMayBe(String text) {
        assertThatThrownBy(() -> read("limit: '" + text + "'"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("bliss4j.yml line 2: limit is ")
                .hasMessageEndingWith(", expected memory of at least 16 MB, such as 1 GB or 512 MB");
    }
}
