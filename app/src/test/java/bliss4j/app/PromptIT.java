package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is typed at the prompt in a real terminal, and what stands on its screen then. */
final class PromptIT {
    private static final String ROW = " +\\d+ +[\\d.e-]+ +-?[\\d.]+";

    private Terminal terminal;
    private Tmux tmux;

    @BeforeEach
    void open() {
        terminal = Terminal.open();
        tmux = Tmux.open(terminal);
        start();
        tmux.line("SCAN_SAVING.base_path = '" + terminal.path("data") + "'");
        prompt(2);
    }

    @AfterEach
    void close() {
        tmux.close();
        terminal.close();
    }

    private void start() {
        tmux.line("clear; tmux -S " + terminal.path("tmux") + " clear-history; bliss -s test_session");
        prompt(1);
    }

    private void prompt(int number) {
        tmux.awaitLine("TEST_SESSION [" + number + "]:");
    }

    /** The lines from the prompt of this number on. */
    private List<String> from(int number) {
        List<String> lines = tmux.lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("TEST_SESSION [" + number + "]:")) {
                return lines.subList(i, lines.size()).stream()
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        }
        throw new AssertionError("no prompt " + number + " in " + lines);
    }

    @Test
    void tabCompletesNamesAndShowsHowAFunctionIsCalled() {
        tmux.type("SCAN_SAV");
        tmux.press("Tab");
        tmux.awaitLine("TEST_SESSION [2]: SCAN_SAVING");
        tmux.type(".templ");
        tmux.press("Tab");
        tmux.awaitLine("TEST_SESSION [2]: SCAN_SAVING.template");
        tmux.enter();
        prompt(3);
        assertThat(from(2))
                .containsExactly(
                        "TEST_SESSION [2]: SCAN_SAVING.template",
                        "         Out [2]: '{session}/'",
                        "TEST_SESSION [3]:");
        tmux.type("mv(");
        tmux.press("Tab");
        tmux.awaitMatch("mv\\(\\*motors_and_positions\\)");
        tmux.awaitLine("TEST_SESSION [3]: mv(");
        tmux.press("C-c");
        tmux.awaitLine("TEST_SESSION [3]:");
    }

    @Test
    void aBlockOfSeveralLinesRunsAtAnEmptyLine() {
        tmux.line("for i in range(2):");
        tmux.awaitLine("             ...:");
        tmux.line("print(i * 7)");
        tmux.awaitLine("             ...:");
        tmux.enter();
        prompt(3);

        assertThat(from(2))
                .containsExactly(
                        "TEST_SESSION [2]: for i in range(2):",
                        "             ...:     print(i * 7)",
                        "             ...:",
                        "0",
                        "7",
                        "TEST_SESSION [3]:");
    }

    @Test
    void ctrlCStopsTheScanAndNotTheShell() {
        tmux.line("loopscan(1000, 0.1, diode)");
        tmux.awaitMatch(ROW);
        tmux.awaitMatch(" +\\d % \\[\\.{30}] 0:01:\\d\\d left");
        tmux.press("C-c");
        prompt(3);
        List<String> lines = from(2);
        assertThat(lines).anyMatch(line -> line.matches("ABORTED after \\d+ of 1000 points"));
        assertThat(lines)
                .doesNotHave(new org.assertj.core.api.Condition<>(
                        all -> all.stream().anyMatch(line -> line.contains(" left")), "a bar"));
        assertThat(lines.get(lines.size() - 2)).isEqualTo("KeyboardInterrupt");
        tmux.line("SCANS[-1].state");
        prompt(4);
        assertThat(from(3)).contains("         Out [3]: 'ABORTED'");
    }

    @Test
    void ctrlDAsksWhileAScanRuns() {
        tmux.line("g = gevent.spawn(loopscan, 1000, 0.1, diode)");
        tmux.awaitMatch(ROW);
        tmux.press("C-d");
        tmux.awaitMatch("Scan\\(number=1, name=loopscan, path=.*\\) is running\\. Abort it and leave\\? \\[y/N].*");
        tmux.line("n");
        prompt(3);
        tmux.press("C-d");
        tmux.awaitMatch(".* \\[y/N]");
        tmux.line("y");
        tmux.awaitLine("$");
    }

    @Test
    void whatWasTypedIsThereAfterARestart() {
        tmux.line("print('typed ' + 'before')");
        prompt(3);
        tmux.press("C-d");
        tmux.awaitLine("$");
        start();
        tmux.press("Up");
        tmux.awaitLine("TEST_SESSION [1]: print('typed ' + 'before')");
        tmux.enter();
        prompt(2);
        assertThat(from(1)).contains("typed before");
    }
}
