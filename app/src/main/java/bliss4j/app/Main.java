package bliss4j.app;

import bliss4j.command.BlissCommand;
import bliss4j.command.Workplace;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The command line. */
public final class Main {
    private static final int FAILED = 1;
    private static final int BAD_USE = 2;

    private Main() {}

    /** Runs one command and exits with its status: 0, 1 if it failed, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status;
        try (Workplace workplace = new Workplace(System.getenv(), Devices.factories(), out)) {
            System.setProperty("bliss.home", workplace.home().toString());
            status = run(workplace, out, err, arguments);
        }
        out.flush();
        System.exit(status);
    }

    static int run(Workplace workplace, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new BlissCommand(workplace), new WithWorkplace(workplace));
        line.setOut(out).setErr(err);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.println("bliss: " + oneLine(failure));
            LoggerFactory.getLogger(Main.class).info("{} failed", command.getCommandName(), failure);
            return FAILED;
        });
        line.setParameterExceptionHandler((failure, given) -> {
            err.println("bliss: " + oneLine(failure) + " (bliss help says more)");
            return BAD_USE;
        });
        return line.execute(arguments);
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.replace('\n', ' ');
    }

    /** Gives commands the workplace that they are made with. */
    private record WithWorkplace(Workplace workplace) implements CommandLine.IFactory {
        private static final Logger LOG = LoggerFactory.getLogger(WithWorkplace.class);

        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                Constructor<K> constructor = type.getDeclaredConstructor(Workplace.class);
                constructor.setAccessible(true);
                return constructor.newInstance(workplace);
            } catch (NoSuchMethodException e) {
                LOG.trace("{} works without a workplace", type, e);
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
