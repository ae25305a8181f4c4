package bliss4j.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bliss recover FILE}: gives scans of killed processes their last points and their end. */
@Command(
        name = "recover",
        description = {
            "Ends the scans of a file whose process was killed: puts back the points that Redis still has.",
            "The next scan into the file does the same by itself."
        })
final class RecoverCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "FILE", description = "A data file that bliss4j wrote.")
    private Path file = Path.of("");

    RecoverCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        List<String> scans = workplace.data().recover(file);
        scans.forEach(workplace.out()::println);
        if (scans.isEmpty()) {
            workplace.out().println(file + ": every scan has its end");
        }
        return 0;
    }
}
