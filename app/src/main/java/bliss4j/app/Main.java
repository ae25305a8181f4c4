package bliss4j.app;

import bliss4j.command.Workplace;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the command line as a program: its streams, its log, its exit status and what happens when it is stopped. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its status: 0, 1 if it failed, 2 if it was called wrongly (1 for an option that {@code bliss} itself does not have). SIGINT and SIGTERM abort the
     * scans that run, wait until their files are complete, and end the process with 130 or 143.
     */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Workplace workplace = new Workplace(System.getenv(), Devices.factories(), out);
        System.setProperty("bliss.home", workplace.home().toString()); // where logback.xml writes
        System.setProperty("bliss.pid", Long.toString(ProcessHandle.current().pid()));
        CommandRun run = new CommandRun(workplace, out, err);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> run.tell(failure));
        AtomicBoolean finished = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("bliss-shutdown").unstarted(() -> {
                    if (!finished.get()) {
                        run.silence();
                        if (workplace.hasSession()) {
                            err.println("bliss: stopped; what runs is aborted");
                        }
                    }
                    workplace.close();
                    out.flush();
                }));
        int status = run.execute(arguments);
        finished.set(true);
        System.exit(status);
    }
}
