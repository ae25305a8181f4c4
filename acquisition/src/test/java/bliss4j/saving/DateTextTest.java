package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.parameters.ParameterException;
import bliss4j.testing.Oracles;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DateTextTest {
    private static final String FORMAT = "%Y%m%d %y %H:%M:%S.%f %j %a %A %b %B %I %p %F %T 100%% é漢{x}'q'";

    @Test
    void writesWhatPythonWrites() {
        StringBuilder ours = new StringBuilder();
        LocalDateTime time = LocalDateTime.of(2019, 1, 1, 0, 0, 0, 5000);
        for (int month = 0; month < 12; month++) {
            ours.append(DateText.of(FORMAT).text(time)).append('\n');
            time = time.plusMonths(1).plusHours(3);
        }
        String expected = Oracles.python(List.of("datetime"), """
                import datetime, sys
                sys.stdout.reconfigure(encoding='utf-8')
                for m in range(12):
                    print(datetime.datetime(2019, m + 1, 1 + 3 * m // 24, 3 * m % 24, 0, 0, 5).strftime(sys.argv[1]))
                """, FORMAT);
        assertThat(ours).hasToString(expected);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(DateText.of("").text(LocalDateTime.MIN)).isEmpty();
        assertThatThrownBy(() -> DateText.of("%Q")).hasMessageContaining("'%Q'").hasMessageContaining("%");
        assertThatThrownBy(() -> DateText.of("20%")).isInstanceOf(ParameterException.class);
    }
}
