package bliss4j.display;

import java.util.function.Consumer;

/**
 * A terminal whose lowest line may be a status: what is printed goes above it. The status is painted only where a line begins,
 * so that text that waits for its end is not broken.
 */
public final class TerminalScreen implements Screen {
    private static final String ERASE = "\r\u001b[K";

    private final Consumer<String> terminal;
    private String status = "";
    private boolean painted;
    private boolean lineBegins = true;

    /** @param terminal writes text at once */
    public TerminalScreen(Consumer<String> terminal) {
        this.terminal = terminal;
    }

    /** Also text without an end of line. */
    @Override
    public synchronized void print(String text) {
        if (text.isEmpty()) {
            return;
        }
        StringBuilder whole = new StringBuilder();
        erase(whole);
        whole.append(text);
        lineBegins = text.endsWith("\n");
        paint(whole);
        terminal.accept(whole.toString());
    }

    @Override
    public synchronized void status(String line) {
        if (line.equals(status)) {
            return;
        }
        status = line;
        StringBuilder whole = new StringBuilder();
        erase(whole);
        paint(whole);
        if (!whole.isEmpty()) {
            terminal.accept(whole.toString());
        }
    }

    private void erase(StringBuilder to) {
        if (painted) {
            to.append(ERASE);
            painted = false;
        }
    }

    private void paint(StringBuilder to) {
        if (lineBegins && !status.isEmpty()) {
            to.append(status);
            painted = true;
        }
    }
}
