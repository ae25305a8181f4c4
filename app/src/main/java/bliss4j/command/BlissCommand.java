package bliss4j.command;

import bliss4j.config.BeamlineConfig;
import bliss4j.session.Session;
import bliss4j.session.SessionFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code bliss} itself: opens a session, and has the options that all commands share. */
@Command(
        name = "bliss",
        description = "Runs experiments and shows their data.",
        version = "bliss4j 0.1.0-SNAPSHOT",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            WalkCommand.class,
            FollowCommand.class,
            GetCommand.class,
            ExportCommand.class,
            FileCommand.Verify.class,
            FileCommand.Recover.class,
            BeaconCommand.class,
            CameraCommand.class,
            RedisCommand.class,
            HelpCommand.class
        })
public final class BlissCommand implements Callable<Integer> {
    private final Workplace workplace;
    private final SessionShell shell;

    @Option(
            names = {"-s", "--session"},
            paramLabel = "NAME",
            description = "The session whose Python shell is opened; default if not given, which has all devices.")
    private String session = BeamlineConfig.DEFAULT_SESSION;

    @Option(names = "--show-sessions", description = "Shows the sessions of the configuration, and what they include.")
    private boolean showSessions;

    @Option(names = "--show-sessions-only", description = "Shows the names of the sessions, one a line.")
    private boolean showNames;

    @Option(
            names = {"-c", "--create"},
            paramLabel = "NAME",
            description = "Creates a session: its YAML, its setup script and a script for its functions.")
    private @Nullable String created;

    @Option(
            names = {"-d", "--delete"},
            paramLabel = "NAME",
            description = "Deletes the files of a session; its data stay.")
    private @Nullable String deleted;

    public BlissCommand(Workplace workplace, SessionShell shell) {
        this.workplace = workplace;
        this.shell = shell;
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    void help(boolean wanted) {} // picocli sees to it

    @Option(
            names = {"-v", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    void version(boolean wanted) {} // picocli sees to it

    @Option(names = "--no-tmux", description = "Accepted for who is used to it: bliss4j needs no tmux.")
    void noTmux(boolean wanted) {}

    @Option(names = "--tmux-debug", description = "Accepted for who is used to it.")
    void tmuxDebug(boolean wanted) {}

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The beamline's configuration; else BLISS_CONFIG, ~/.config/bliss4j, or the demo beamline.")
    void config(Path folder) {
        workplace.configFolder(folder);
    }

    @Option(
            names = {"-l", "--log-level"},
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description = "What goes to the terminal: ERROR, WARN (if not given), INFO, DEBUG or TRACE.")
    void logLevel(LogLevel level) {
        level.apply();
    }

    @Override
    public Integer call() {
        PrintWriter out = workplace.out();
        if (showNames) {
            workplace.config().sessionNames().forEach(out::println);
            return 0;
        }
        if (showSessions) {
            listSessions();
            return 0;
        }
        if (created != null) {
            tell("Session '" + created + "' was created:", sessionFiles().create(created));
            return 0;
        }
        if (deleted != null) {
            tell("Session '" + deleted + "' was deleted:", sessionFiles().delete(deleted));
            return 0;
        }
        return open(session);
    }

    private SessionFiles sessionFiles() {
        Path folder = workplace
                .configFolder()
                .orElseThrow(() -> new CommandException("the demo beamline has no other sessions: make the folder "
                        + "~/.config/bliss4j, or name one with --config or BLISS_CONFIG"));
        return new SessionFiles(folder, workplace.config());
    }

    private void tell(String what, List<Path> files) {
        workplace.out().println(what);
        files.forEach(file -> workplace.out().println("  " + file));
    }

    private int open(String name) {
        boolean known = name.equals(BeamlineConfig.DEFAULT_SESSION)
                || workplace.config().sessionNames().contains(name);
        if (!known) {
            workplace.out().println("'" + name + "' does not seem to be a valid session, exiting.");
            listSessions();
            return 0;
        }
        try (Session started = workplace.session(name)) {
            return shell.converse(place(started));
        }
    }

    /** Runs a file of Python in a session. */
    int run(String name, Path file) {
        try (Session started = workplace.session(name)) {
            return shell.run(place(started), file);
        }
    }

    private SessionShell.Place place(Session started) {
        return new SessionShell.Place(
                started, workplace.config(), workplace.data().store(), workplace.home());
    }

    private void listSessions() {
        PrintWriter out = workplace.out();
        out.println("Available BLISS sessions are:");
        for (String name : workplace.config().sessionNames()) {
            List<String> includes = workplace.config().session(name).includes();
            out.println("  " + name + (includes.isEmpty() ? "" : " (includes " + String.join(", ", includes) + ")"));
        }
    }
}
