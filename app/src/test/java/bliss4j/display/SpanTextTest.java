package bliss4j.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SpanTextTest {
    @Test
    void asPythonPrintsATimedelta() {
        assertThat(SpanText.of(0)).isEqualTo("0:00:00");
        assertThat(SpanText.of(2.126591)).isEqualTo("0:00:02.126591");
        assertThat(SpanText.of(1.5)).isEqualTo("0:00:01.500000");
        assertThat(SpanText.of(59.9999999)).isEqualTo("0:01:00");
        assertThat(SpanText.of(3_661)).isEqualTo("1:01:01");
        assertThat(SpanText.of(Duration.ofHours(25))).isEqualTo("1 day, 1:00:00");
        assertThat(SpanText.of(Duration.ofDays(40))).isEqualTo("40 days, 0:00:00");
        assertThat(SpanText.coarse(4.2)).isEqualTo("0:00:05");
    }
}
