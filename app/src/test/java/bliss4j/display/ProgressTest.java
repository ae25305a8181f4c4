package bliss4j.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressTest {
    @Test
    void beforeTheFirstPointTheEstimateCounts() {
        assertThat(new Progress(10, 20).text(0, 1)).isEqualTo("  0 % [..............................] 0:00:19 left");
    }

    @Test
    void thenThePointsThatAreThere() {
        assertThat(new Progress(100, 1).text(50, 30)).isEqualTo(" 50 % [###############...............] 0:00:30 left");
        assertThat(new Progress(3, 1).text(3, 30)).isEqualTo("100 % [##############################] 0:00:00 left");
    }

    @Test
    void aShortScanHasNone() {
        assertThat(new Progress(10, 1).text(0, 0.1)).isEmpty();
        assertThat(new Progress(10, 100).text(5, 1)).isEmpty();
    }

    @Test
    void aScanWithoutAnEndHasNone() {
        assertThat(new Progress(0, 0).text(1000, 100)).isEmpty();
    }
}
