package bliss4j.app;

import bliss4j.command.SessionShell;
import bliss4j.console.Console;
import bliss4j.shell.ScriptRun;
import bliss4j.shell.ShellSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Opens the Python shell for the command line; only from here on its classes are loaded. */
final class PythonSessions implements SessionShell {
    @Override
    public int converse(Place place) {
        try (Console console = Console.open(session(place))) {
            return console.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int run(Place place, Path file) {
        return ScriptRun.run(session(place), file);
    }

    private static ShellSession session(Place place) {
        return new ShellSession(place.session(), place.config(), place.store(), place.home());
    }
}
