package bliss4j.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TerminalScreenTest {
    private static final String ERASE = "\r\u001b[K";

    private final StringBuilder terminal = new StringBuilder();
    private final TerminalScreen screen = new TerminalScreen(terminal::append);

    @Test
    void theStatusStaysBelowWhatIsPrinted() {
        screen.status("10 %");
        screen.print("a\n");
        screen.status("20 %");
        screen.status("20 %");
        screen.status("");

        assertThat(terminal).hasToString("10 %" + ERASE + "a\n10 %" + ERASE + "20 %" + ERASE);
    }

    @Test
    void aLineThatIsNotWholeIsNotBroken() {
        screen.print("a");
        screen.status("10 %");
        screen.print("b\n");
        screen.status("");

        assertThat(terminal).hasToString("ab\n10 %" + ERASE);
    }

    @Test
    void whatIsWrittenIntoItsStreamIsPrinted() {
        new ScreenStream(screen).write("aé\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, 4);

        assertThat(terminal).hasToString("aé\n");
    }
}
