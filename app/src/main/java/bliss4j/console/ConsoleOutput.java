package bliss4j.console;

import bliss4j.display.Screen;
import bliss4j.display.TerminalScreen;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What Python and the display print, from any thread. While something is typed it appears above the prompt, line by line, and
 * what was typed stays; else it goes to the terminal as it comes, and a status may stand below it.
 */
final class ConsoleOutput implements Screen {
    private final Terminal terminal;
    private final TerminalScreen screen;
    private final boolean dumb;
    private @Nullable LineReader reader;

    ConsoleOutput(Terminal terminal) {
        this.terminal = terminal;
        this.dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        this.screen = new TerminalScreen(text -> {
            terminal.writer().print(text);
            terminal.writer().flush();
        });
    }

    synchronized void printAbove(LineReader lineReader) {
        reader = lineReader;
    }

    synchronized void flush() {
        terminal.writer().flush();
    }

    @Override
    public synchronized void print(String text) {
        LineReader typing = reader;
        if (typing != null && typing.isReading()) {
            typing.printAbove(text);
        } else {
            screen.print(text);
        }
    }

    /** While something is typed there is none: the prompt stands there. */
    @Override
    public synchronized void status(String line) {
        if (!dumb) {
            LineReader typing = reader;
            screen.status(typing != null && typing.isReading() ? "" : line);
        }
    }
}
