package bliss4j.shell;

import bliss4j.display.ScanDisplay;
import bliss4j.display.ScreenStream;
import bliss4j.display.TerminalScreen;
import bliss4j.python.Outcome;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A script of the user, run in a session without a terminal. */
public final class ScriptRun {
    private static final int FAILED = 1;

    private ScriptRun() {}

    /**
     * Runs the session's setup and then a file. What it prints goes to the standard output, tracebacks to the standard error. In a terminal scans are shown.
     *
     * @return the exit status that it asks for; 1 if it raises
     */
    public static int run(ShellSession place, Path file) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return run(place, file, ScanDisplay.silent(), System.out, System.err);
        }
        TerminalScreen screen = new TerminalScreen(text -> {
            System.out.print(text);
            System.out.flush();
        });
        ScreenStream stream = new ScreenStream(screen);
        try (ScanDisplay display = ScanDisplay.on(screen)) {
            place.session().scans().watch(display);
            return run(place, file, display, stream, stream);
        }
    }

    private static int run(ShellSession place, Path file, ScanDisplay display, OutputStream out, OutputStream err) {
        try (PythonShell shell = PythonShell.open(place, display, out, err)) {
            List<Outcome> outcomes = new ArrayList<>(shell.setUp());
            if (outcomes.isEmpty()) {
                outcomes.add(shell.script(file));
            }
            return status(outcomes.getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> 0;
            case Outcome.Failed failed -> {
                System.err.print(failed.traceback());
                System.err.flush();
                yield FAILED;
            }
            case Outcome.Exit exit -> {
                if (!exit.message().isEmpty()) {
                    System.err.println(exit.message());
                }
                yield exit.status();
            }
        };
    }
}
