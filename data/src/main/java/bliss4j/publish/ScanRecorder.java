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
     * @param draft the scan for a number; asked again with the next one if the file has that entry already
     * @throws bliss4j.block.DataException if the scan cannot be saved or its names are not allowed; nothing is announced
     */
    ScanPublisher begin(Numbering numbering, IntFunction<ScanDraft> draft);

    /**
     * Where scan numbers come from.
     *
     * @param counter the directory's counter
     * @param file the file whose entries count, too; empty if every scan has a file of its own
     */
    record Numbering(String counter, Optional<Path> file) {}
}
