package bliss4j.nexus;

import bliss4j.block.DataException;
import bliss4j.data.DataStore;
import bliss4j.folder.FileRules;
import bliss4j.folder.FileTrouble;
import bliss4j.folder.WriterLock;
import bliss4j.publish.ScanSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** Where scans get their place in a data file. Only platform threads may come. */
public final class NexusFiles {
    private NexusFiles() {}

    /**
     * A scan's number and its entry in the file.
     *
     * @param sink what writes into the entry; it holds the file until its scan ends or it is abandoned
     */
    public record Claim(int number, ScanSink sink) implements AutoCloseable {
        /**
         * Gives the file back when no scan follows. The entry stays, empty: its number was given and is not given again.
         */
        public void abandon() {
            sink.abandon();
        }

        /** As {@link #abandon}. */
        @Override
        public void close() {
            abandon();
        }
    }

    /** As {@link #claim(Path, String, String, LongUnaryOperator, FileRules)}, by the usual rules. */
    public static Claim claim(Path path, String scanName, String session, LongUnaryOperator nextNumber) {
        return claim(path, scanName, session, nextNumber, FileRules.DEFAULT);
    }

    /**
     * Takes the next number of a file and makes the scan's entry, in one step that no other scan can come between. Makes
     * the file and its directories if they are missing.
     *
     * @param path the data file
     * @param scanName what follows the number in the entry's name
     * @param session who writes, for those who wait
     * @param nextNumber gives a number above the one it is given, the highest in the file (0 if there is none); asked
     *     again if an entry has that number
     * @param rules for what is made, and for how long to wait while another process writes the file
     * @throws bliss4j.block.DataException if the file cannot be made or written, is not HDF5, or stays with another
     *     process: the message says whose it is and since when
     */
    public static Claim claim(
            Path path, String scanName, String session, LongUnaryOperator nextNumber, FileRules rules) {
        ScanFile file = ScanFile.open(path, session, rules);
        boolean claimed = false;
        try {
            int number = file.claim(scanName, nextNumber);
            ScanSink sink = new NexusSink(file, rules.syncFlushes());
            claimed = true;
            return new Claim(number, sink);
        } finally {
            if (!claimed) {
                file.release();
            }
        }
    }

    /**
     * Whether whoever wrote the file last may have left a scan in it without an end. A look that costs nothing; true also
     * while another process writes it.
     */
    public static boolean leftBehind(Path path) {
        return Files.exists(path) && WriterLock.isSigned(path) && !ScanFile.isOpen(path);
    }

    /**
     * Ends the scans of a file whose process was killed, with what Redis still has of them. Does nothing while scans of
     * this process write the file, whose own are among those without an end.
     *
     * @param session who does it, for those who wait
     * @param live where the last points may be
     * @param rules for how long to wait while another process writes the file
     * @return what was done, a scan each
     * @throws bliss4j.block.DataException if there is no such file, it cannot be written, stays with another process, or
     *     Redis cannot be asked: then a scan may be tried again
     */
    public static List<Recovery.Recovered> recover(Path path, String session, DataStore live, FileRules rules) {
        if (!Files.exists(path)) {
            throw new DataException("there is no " + path);
        }
        ScanFile file = ScanFile.open(path, session, rules);
        try {
            Optional<List<Recovery.Recovered>> done = file.alone(h5 -> FileTrouble.telling(() -> {
                List<Recovery.Recovered> scans = new Recovery(h5, live).run();
                h5.sync();
                return scans;
            }));
            if (done.isPresent()) {
                file.unfinished(false);
            }
            return done.orElse(List.of());
        } finally {
            file.release();
        }
    }

    /**
     * The highest scan number in a file, 0 if there is no such file or no scan in it.
     *
     * @throws bliss4j.block.DataException if there is a file that cannot be read: that is never "no scans"
     */
    public static int highestNumber(Path path) {
        return Files.exists(path) ? ScanFile.read(path, ScanFile::highestNumber) : 0;
    }
}
