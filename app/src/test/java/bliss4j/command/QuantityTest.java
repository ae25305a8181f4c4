package bliss4j.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {
    @ParameterizedTest
    @CsvSource({"1 day, PT24H", "90 min, PT1H30M", "12h, PT12H", "0.5 days, PT12H", "30 s, PT30S"})
    void timesAreReadAsPeopleWriteThem(String text, Duration expected) {
        assertThat(Quantity.duration(text)).contains(expected);
    }

    @Test
    void sizesAreReadAsRedisCountsThem() {
        assertThat(Quantity.bytes("1 GB")).hasValue(1L << 30);
        assertThat(Quantity.bytes("512mb")).hasValue(512L << 20);
        assertThat(Quantity.bytes("1.5 GiB")).hasValue(3L << 29);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "day", "-1 day", "1 dog", "1e3 s", "1 day 2 h"})
    void anythingElseIsNone(String text) {
        assertThat(Quantity.duration(text)).isEmpty();
        assertThat(Quantity.bytes(text)).isEmpty();
    }
}
