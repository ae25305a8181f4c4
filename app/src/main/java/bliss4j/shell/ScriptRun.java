package bliss4j.shell;

import bliss4j.python.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A script of the user, run in a session without a terminal. */
public final class ScriptRun {
    private static final int FAILED = 1;

    private ScriptRun() {}

    /**
     * Runs the session's setup and then a file. What it prints goes to the standard output, tracebacks to the standard error.
     *
     * @return the exit status that it asks for; 1 if it raises
     */
    public static int run(ShellSession place, Path file) {
        return run(place, file, System.out, System.err);
    }

    private static int run(ShellSession place, Path file, PrintStream out, PrintStream err) {
        try (PythonShell shell = PythonShell.open(place, out, err)) {
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
