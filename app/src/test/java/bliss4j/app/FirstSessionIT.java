package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Types the session of {@code docs/guide/first-session.md} in a terminal: what stands on the screen then is what the guide shows.
 * Times, the folder, the user and what the diode gives are masked; a line {@code …} of the guide stands for any lines.
 */
final class FirstSessionIT {
    private static final Path GUIDE = Installation.sources().resolve("docs/guide/first-session.md");
    private static final String FOLDER = "/tmp/bliss-guide";
    private static final String ANY = "…";
    private static final String STOPPED = "KeyboardInterrupt";
    private static final Pattern BLOCK = Pattern.compile("```\n(\\$ \\./bliss -s .*?)```", Pattern.DOTALL);
    private static final Pattern PROMPT = Pattern.compile("TEST_SESSION \\[(\\d+)]: (.*)");
    private static final Pattern MORE = Pattern.compile(" +\\.\\.\\.:(.*)");
    private static final Pattern ROW = Pattern.compile("( +\\d+)( +\\S+)(.*?)( +-?[\\d.e+-]+)");

    @Test
    void theGuideShowsWhatStandsOnTheScreen() throws IOException {
        List<String> shown = guide();
        try (Terminal terminal = Terminal.open();
                Tmux tmux = Tmux.open(terminal)) {
            String data = terminal.path("data").toString();
            tmux.line("clear; bliss -s test_session");
            tmux.awaitLine("TEST_SESSION [1]:");
            type(tmux, shown, data);
            List<String> screen = tmux.lines();
            int first = screen.indexOf(screen.stream()
                    .filter(line -> line.startsWith("TEST_SESSION [1]:"))
                    .findFirst()
                    .orElseThrow());
            String seen = String.join("\n", screen.subList(first, screen.size()))
                    .replace(data, FOLDER)
                    .stripTrailing();

            assertThat(seen)
                    .as("in full")
                    .satisfies(text -> compare(shown, text.lines().toList()));
        }
    }

    private static List<String> guide() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(GUIDE));
        assertThat(block.find()).as("a session in " + GUIDE).isTrue();
        return block.group(1).lines().skip(1).toList();
    }

    private static void type(Tmux tmux, List<String> shown, String data) {
        for (int i = 0; i < shown.size(); i++) {
            Matcher prompt = PROMPT.matcher(shown.get(i));
            Matcher more = MORE.matcher(shown.get(i));
            if (prompt.matches()) {
                tmux.line(prompt.group(2).replace(FOLDER, data));
                if (!next(shown, i).isEmpty()) {
                    tmux.awaitLine("             ...:");
                    continue;
                }
                if (isStopped(shown, i)) {
                    tmux.awaitMatch(" +\\d+ +[\\d.e-]+ +-?[\\d.]+");
                    tmux.press("C-c");
                }
                end(tmux, prompt.group(2), Integer.parseInt(prompt.group(1)) + 1);
            } else if (more.matches()) {
                tmux.line(more.group(1).strip());
                if (next(shown, i).isEmpty()) {
                    end(tmux, "", number(shown, i) + 1);
                } else {
                    tmux.awaitLine("             ...:");
                }
            }
        }
    }

    /** The line that goes on with the block of this one; empty if none does. */
    private static String next(List<String> shown, int line) {
        return line + 1 < shown.size() && MORE.matcher(shown.get(line + 1)).matches() ? shown.get(line + 1) : "";
    }

    private static int number(List<String> shown, int line) {
        for (int i = line; i >= 0; i--) {
            Matcher prompt = PROMPT.matcher(shown.get(i));
            if (prompt.matches()) {
                return Integer.parseInt(prompt.group(1));
            }
        }
        throw new AssertionError("no prompt above line " + line);
    }

    private static boolean isStopped(List<String> shown, int line) {
        for (int i = line + 1; i < shown.size() && !PROMPT.matcher(shown.get(i)).matches(); i++) {
            if (shown.get(i).equals(STOPPED)) {
                return true;
            }
        }
        return false;
    }

    private static void end(Tmux tmux, String input, int next) {
        tmux.awaitLine(input.equals("exit()") ? "$" : "TEST_SESSION [" + next + "]:");
    }

    private static void compare(List<String> shown, List<String> screen) {
        List<String> expected = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.get(i).equals(ANY)) {
                expected.add(shown.get(i));
                continue;
            }
            check(expected, screen, at);
            at += expected.size();
            expected.clear();
            String after = masked(shown.get(i + 1));
            while (at < screen.size() && !masked(screen.get(at)).equals(after)) {
                at++;
            }
        }
        expected.add("$");
        check(expected, screen, at);
        assertThat(screen).hasSize(at + expected.size());
    }

    private static void check(List<String> expected, List<String> screen, int at) {
        assertThat(screen.stream().skip(at).limit(expected.size()).map(FirstSessionIT::masked))
                .isEqualTo(expected.stream().map(FirstSessionIT::masked).toList());
    }

    private static String masked(String line) {
        String plain = line.stripTrailing()
                .replaceAll("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d \\d{4}", "DATE")
                .replaceAll("\\d:\\d\\d:\\d\\d(\\.\\d{6})?", "TIME")
                .replaceAll("user = \\S+", "user = USER")
                .replaceAll("after \\d+ of", "after N of");
        if (plain.strip().startsWith("diode =")) {
            return plain.replaceAll(" +-?[\\d.e+-]+", " NUMBER");
        }
        Matcher row = ROW.matcher(plain);
        return row.matches() ? row.group(1) + " SECONDS" + row.group(3) + " NUMBER" : plain;
    }
}
