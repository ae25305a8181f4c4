package bliss4j.shell;

import bliss4j.app.Devices;
import bliss4j.client.LiveData;
import bliss4j.config.BeamlineConfig;
import bliss4j.display.ScanDisplay;
import bliss4j.publish.LaneLimits;
import bliss4j.python.Outcome;
import bliss4j.redis.Retention;
import bliss4j.scan.ScanServices;
import bliss4j.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** A shell of the session {@code test_session}, without a terminal: what it prints is collected. */
final class TestShell implements AutoCloseable {
    static final String SESSION = "test_session";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final LiveData live;
    private final BeamlineConfig config;
    private final Session session;
    private final PythonShell shell;
    private int inputs;

    /** @param devices the YAML of its devices */
    TestShell(Path folder, String redis, String devices) {
        write(folder.resolve("config/devices.yml"), devices);
        write(folder.resolve("config/sessions/test_session.yml"), """
                class: Session
                name: test_session
                setup-file: ./setup.py
                """);
        write(folder.resolve("config/sessions/setup.py"), "from_setup = roby.name\n");
        write(folder.resolve("config/sessions/scripts/align.py"), "def align():\n    return ct(0, diode)\n");
        live = LiveData.at(redis, folder.resolve("state"), Retention.DEFAULT, LaneLimits.DEFAULT);
        config = BeamlineConfig.load(folder.resolve("config"), Devices.factories());
        ScanServices services =
                new ScanServices(live.recorder(), live.store(), live.settings(), Clock.system(ZoneId.systemDefault()));
        session = Session.start(SESSION, config, services);
        session.saving().set("base_path", folder.resolve("data").toString());
        ShellSession place = new ShellSession(session, config, live.store(), folder);
        shell = PythonShell.open(place, ScanDisplay.silent(), printed, printed);
        List<Outcome> troubles = shell.setUp();
        if (!troubles.isEmpty()) {
            throw new AssertionError("setup: " + troubles);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Session session() {
        return session;
    }

    PythonShell python() {
        return shell;
    }

    /** Each input has a name of its own, as at the prompt: by it Python finds its source again. */
    private String nextName() {
        inputs++;
        return "<test [" + inputs + "]>";
    }

    /** Runs an input that must not fail; gives what its value prints as. */
    String run(String code) {
        return switch (shell.execute(code, nextName())) {
            case Outcome.Done done -> done.shown();
            case Outcome.Failed failed -> throw new AssertionError(code + "\n" + failed.traceback());
            case Outcome.Exit exit -> throw new AssertionError(code + " left the shell with " + exit.status());
        };
    }

    /** Runs an input that must fail; gives the last line of its traceback. */
    String failure(String code) {
        if (shell.execute(code, nextName()) instanceof Outcome.Failed failed) {
            return failed.traceback().lines().toList().getLast();
        }
        throw new AssertionError(code + " did not fail");
    }

    /** What was printed since the last call, line by line. */
    List<String> printed() {
        synchronized (printed) {
            List<String> lines =
                    printed.toString(StandardCharsets.UTF_8).lines().toList();
            printed.reset();
            return lines;
        }
    }

    /** What was printed since the last call of {@link #printed}. */
    List<String> printedSoFar() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        shell.close();
        session.close();
        config.close();
        live.close();
    }
}
