package bliss4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class TestClockTest {
    private final TestClock clock = TestClock.at("2026-11-23T08:00:00Z");

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo("2026-11-23T08:00:00Z");
        clock.advance(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo("2026-11-23T08:01:00Z");
        clock.advance(Duration.ofNanos(-1));
        assertThat(clock.instant()).isEqualTo("2026-11-23T08:00:59.999999999Z");
        clock.set(Instant.EPOCH);
        assertThat(clock.millis()).isZero();
    }

    @Test
    void isTheSameClockInEveryZone() {
        Clock inGrenoble = clock.withZone(ZoneId.of("Europe/Paris"));
        clock.advance(Duration.ofHours(1));
        assertThat(inGrenoble.instant()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(inGrenoble.getZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    }
}
