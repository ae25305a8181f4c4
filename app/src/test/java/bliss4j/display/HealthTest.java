package bliss4j.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthTest {
    private static final long SECOND = 1_000_000_000L;

    private final Health health = new Health();

    @Test
    void eachTroubleIsToldOnceAndItsEnd() {
        List<String> trouble = List.of("Redis is in trouble since 12:00: refused");

        assertThat(health.news(List.of(), 0)).isEmpty();
        assertThat(health.news(trouble, SECOND)).isEqualTo("DEGRADED: Redis is in trouble since 12:00: refused\n");
        assertThat(health.news(trouble, 20 * SECOND)).isEmpty();
        assertThat(health.news(List.of(), 31 * SECOND)).isEqualTo("No longer DEGRADED, after 0:00:30\n");
        assertThat(health.news(List.of(), 32 * SECOND)).isEmpty();
        assertThat(health.news(trouble, 33 * SECOND)).startsWith("DEGRADED: ");
    }

    @Test
    void reasonsThatChangeAllTheTimeAreToldNowAndThen() {
        int told = 0;
        for (int i = 0; i < 100; i++) {
            told += health.news(List.of("try " + i), i * SECOND / 10).isEmpty() ? 0 : 1;
        }

        assertThat(told).isEqualTo(2);
    }
}
