package bliss4j.app;

import bliss4j.command.BlissCommand;
import bliss4j.command.Workplace;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** One run of a command. Whatever goes wrong becomes one line for people; the rest goes to the log. */
final class CommandRun {
    private static final int FAILED = 1;
    private static final int BAD_USE = 2;
    private static final String OURS = "bliss4j.";

    private final Workplace workplace;
    private final PrintWriter out;
    private final PrintWriter err;
    private volatile boolean silent;

    CommandRun(Workplace workplace, PrintWriter out, PrintWriter err) {
        this.workplace = workplace;
        this.out = out;
        this.err = err;
    }

    /** Runs a command and gives its exit status. */
    int execute(String... arguments) {
        CommandLine line =
                new CommandLine(new BlissCommand(workplace, new PythonSessions()), new WithWorkplace(workplace));
        line.setOut(out).setErr(err).setExpandAtFiles(false);
        line.setAllowSubcommandsAsOptionParameters(true); // a session may be called as a command is
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            tell(failure);
            return FAILED;
        });
        line.setParameterExceptionHandler((failure, given) -> {
            err.println("bliss: " + oneLine(failure) + " (bliss help says more)");
            return isUnknownOptionOfBliss(failure) ? FAILED : BAD_USE;
        });
        try {
            return line.execute(arguments);
        } catch (Error e) { // picocli lets them through; here is the thread's top
            tell(e);
            return FAILED;
        } finally {
            out.flush();
        }
    }

    /** Who started the original from scripts knows 1 for it. */
    private static boolean isUnknownOptionOfBliss(CommandLine.ParameterException failure) {
        return failure instanceof CommandLine.UnmatchedArgumentException unmatched
                && unmatched.isUnknownOption()
                && unmatched.getCommandLine().getParent() == null;
    }

    /** Says what went wrong, in one line; all of it goes to the log. */
    void tell(Throwable failure) {
        LoggerFactory.getLogger(CommandRun.class).info("failed", failure);
        if (!silent) {
            err.println("bliss: " + oneLine(failure));
        }
    }

    /** From now on failures are only logged: the process is being stopped, and everything fails for that reason. */
    void silence() {
        silent = true;
    }

    private String oneLine(Throwable failure) {
        String message = failure.getMessage();
        boolean ours = failure.getClass().getName().startsWith(OURS) || failure instanceof CommandLine.PicocliException;
        if (message == null || !ours) {
            // nobody foresaw it, so what it says may need its name and its stack to be understood
            message =
                    failure + "; details in " + workplace.home().resolve("log").resolve("bliss.log");
        }
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Gives commands the workplace that they are made with. Logs nothing: the level of the log is not yet known. */
    private record WithWorkplace(Workplace workplace) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (List.of(constructor.getParameterTypes()).equals(List.of(Workplace.class))) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(workplace));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
