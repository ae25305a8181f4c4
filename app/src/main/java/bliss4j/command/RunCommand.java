package bliss4j.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code bliss run SESSION FILE.py}: what one would type, from a file, without a terminal. */
@Command(name = "run", description = "Runs a file of Python in a session; its exit status is the script's.")
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable BlissCommand bliss;

    @Parameters(index = "0", paramLabel = "SESSION", description = "The session whose names the script uses.")
    private String session = "";

    @Parameters(index = "1", paramLabel = "FILE.py", description = "The script.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new CommandException("there is no script " + file);
        }
        if (bliss == null) {
            throw new IllegalStateException("a subcommand without its command");
        }
        return bliss.run(session, file);
    }
}
