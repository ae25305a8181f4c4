package bliss4j.publish;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;

/** Gives scans their numbers and lets them be published and saved. Any thread. */
public interface ScanRecorder {
    /**
     * Takes the next number of a directory, claims the scan's entry in its file and announces it.
     *
     * @param numbering where the number comes from
     * @param draft the scan for a number; may be asked several times, first to see whether its names are allowed
     * @throws bliss4j.block.DataException if the scan cannot be saved or its names are not allowed; nothing is announced
     */
    ScanPublisher begin(Numbering numbering, IntFunction<ScanDraft> draft);

    /**
     * Where a scan's number comes from.
     *
     * @param session the session that runs it
     * @param counter the directory's counter
     * @param scanName what follows the number in the name of its entry
     * @param file the file whose entries count, too; empty if every scan has a file of its own
     * @param saved whether the scan is saved
     */
    record Numbering(String session, String counter, String scanName, Optional<Path> file, boolean saved) {}
}
