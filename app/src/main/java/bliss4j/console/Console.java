package bliss4j.console;

import bliss4j.display.ScanDisplay;
import bliss4j.display.ScreenStream;
import bliss4j.python.Outcome;
import bliss4j.shell.PythonShell;
import bliss4j.shell.ShellSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The prompt of a session in a terminal: {@code TEST_SESSION [1]:}. Ctrl-C stops what runs, or clears what is being typed;
 * Ctrl-D leaves.
 */
public final class Console implements AutoCloseable {
    private static final String INDENT = "    ";

    private final ShellSession place;
    private final String name;
    private final Path history;
    private final Terminal terminal;
    private final ConsoleOutput output;
    private int number = 1;

    private Console(ShellSession place, Terminal terminal) {
        this.place = place;
        this.name = place.session().name().toUpperCase(Locale.ROOT);
        this.history = place.home().resolve("history").resolve(place.session().name());
        this.terminal = terminal;
        this.output = new ConsoleOutput(terminal);
    }

    /** @throws IOException if there is no terminal to be had */
    public static Console open(ShellSession place) throws IOException {
        Terminal terminal = TerminalBuilder.builder().system(true).build();
        return new Console(place, terminal);
    }

    /** Starts Python, reads and runs inputs until the user leaves, and gives the exit status. */
    public int run() {
        ScreenStream stream = new ScreenStream(output);
        try (ScanDisplay display = ScanDisplay.on(output);
                PythonShell shell = PythonShell.open(place, display, stream, stream)) {
            place.session().scans().watch(display);
            terminal.handle(Terminal.Signal.INT, signal -> shell.interrupt());
            LineReader reader = reader(shell);
            output.printAbove(reader);
            shell.setUp().forEach(this::tell);
            return loop(shell, reader);
        }
    }

    private LineReader reader(PythonShell shell) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("bliss")
                .parser(new PythonParser(shell::unfinished))
                .completer(new PythonCompleter(shell))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.INDENTATION, INDENT.length())
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, " ".repeat(width() - 5) + "...: ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
                .build();
        return reader;
    }

    private String prompt() {
        return name + " [" + number + "]: ";
    }

    private int width() {
        return prompt().length();
    }

    private int loop(PythonShell shell, LineReader reader) {
        while (true) {
            String input;
            try {
                reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, " ".repeat(width() - 5) + "...: ");
                input = reader.readLine(prompt());
            } catch (UserInterruptException e) {
                continue; // what was typed is dropped
            } catch (EndOfFileException e) {
                if (mayLeave(reader)) {
                    return 0;
                }
                continue;
            }
            if (input.isBlank()) {
                continue;
            }
            Outcome outcome = shell.execute(input, "<" + name + " [" + number + "]>");
            output.flush();
            tell(outcome);
            if (outcome instanceof Outcome.Exit exit) {
                return exit.status();
            }
            number++;
        }
    }

    /** Asks if a scan runs in the background. */
    private boolean mayLeave(LineReader reader) {
        List<?> running = place.session().scans().running();
        if (running.isEmpty()) {
            return true;
        }
        try {
            return reader.readLine(running.getFirst() + " is running. Abort it and leave? [y/N] ")
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .startsWith("y");
        } catch (UserInterruptException e) {
            return false;
        } catch (EndOfFileException e) {
            return true; // asked twice
        }
    }

    private void tell(Outcome outcome) {
        PrintWriter out = terminal.writer();
        switch (outcome) {
            case Outcome.Done done -> {
                if (!done.shown().isEmpty()) {
                    String head = "Out [" + number + "]: ";
                    String indent = " ".repeat(Math.max(0, width() - head.length()));
                    out.println(Colours.result(indent + head)
                            + done.shown().replace("\n", "\n" + " ".repeat(Math.max(width(), head.length()))));
                }
            }
            case Outcome.Failed failed -> out.print(Colours.traceback(failed.traceback()));
            case Outcome.Exit exit -> {
                if (!exit.message().isEmpty()) {
                    out.println(exit.message());
                }
            }
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
