package bliss4j.command;

import bliss4j.nexus.FileCheck;
import bliss4j.nexus.FileCheck.ChannelCheck;
import bliss4j.nexus.FileCheck.Outcome;
import bliss4j.nexus.FileCheck.ScanCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command about one data file. */
abstract sealed class FileCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "FILE", description = "A data file that bliss4j wrote.")
    private Path file = Path.of("");

    private FileCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public final Integer call() {
        return run(workplace, file);
    }

    /** @return the exit status */
    abstract int run(Workplace place, Path data);

    /** {@code bliss recover FILE}: gives scans of killed processes their last points and their end. */
    @Command(
            name = "recover",
            description = {
                "Ends the scans of a file whose process was killed: puts back the points that Redis still has.",
                "The next scan into the file does the same by itself."
            })
    static final class Recover extends FileCommand {
        Recover(Workplace workplace) {
            super(workplace);
        }

        @Override
        int run(Workplace place, Path file) {
            List<String> scans = place.data().recover(file);
            scans.forEach(place.out()::println);
            if (scans.isEmpty()) {
                place.out().println(file + ": every scan has its end");
            }
            return 0;
        }
    }

    /** {@code bliss verify FILE}: whether a file still holds what was published. */
    @Command(
            name = "verify",
            description = {
                "Says for each scan of a file whether its points are those that were published, and if not, of which channel.",
                "The exit status is 1 if one differs."
            })
    static final class Verify extends FileCommand {
        Verify(Workplace workplace) {
            super(workplace);
        }

        @Override
        int run(Workplace place, Path file) {
            Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
            FileCheck.run(file, scan -> {
                counts.merge(scan.outcome(), 1, Integer::sum);
                print(scan, place.out());
            });
            if (counts.isEmpty()) {
                throw new CommandException(file + " holds no scan of bliss4j");
            }
            int differ = counts.getOrDefault(Outcome.DIFFERS, 0);
            place.out()
                    .printf(
                            "%s: of %d scans %d hold what was published, %d differ, %d have no digests%n",
                            file,
                            counts.values().stream().mapToInt(Integer::intValue).sum(),
                            counts.getOrDefault(Outcome.HOLDS, 0),
                            differ,
                            counts.getOrDefault(Outcome.UNKNOWN, 0));
            return differ > 0 ? 1 : 0;
        }

        private static void print(ScanCheck scan, PrintWriter out) {
            switch (scan.outcome()) {
                case HOLDS ->
                    out.println(scan.entry() + ": yes, " + scan.channels().size() + " channels");
                case UNKNOWN ->
                    out.println(scan.entry() + ": no digests, " + scan.unknown().orElse(""));
                case DIFFERS -> {
                    List<ChannelCheck> differing = scan.channels().stream()
                            .filter(channel -> channel.outcome() == Outcome.DIFFERS)
                            .toList();
                    out.println(scan.entry() + ": NO, " + differing.size() + " of "
                            + scan.channels().size() + " channels differ");
                    differing.forEach(channel -> out.println("  " + channel.dataset() + ": " + channel.detail()));
                }
            }
            out.flush();
        }
    }
}
