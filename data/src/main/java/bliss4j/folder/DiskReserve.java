package bliss4j.folder;

import bliss4j.block.DataException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How much room a disk must have for a scan to begin: one that begins on a full disk ends as failed, after its time was
 * spent.
 *
 * @param bytes what must be free
 * @param scarce below how much it is told that it becomes scarce
 */
public record DiskReserve(long bytes, long scarce) {
    /** 200 MB, and 1 GB; as everywhere in the settings 1 MB is 1024 · 1024 bytes. */
    public static final DiskReserve DEFAULT = new DiskReserve(200L << 20, 1L << 30);

    private static final double MB = 1 << 20;

    /**
     * Looks at the disk of a file that need not exist.
     *
     * @return a warning, one line, if room becomes scarce
     * @throws DataException if it does not have as much as it must
     */
    public Optional<String> check(Path file) {
        return check(file, free(file));
    }

    Optional<String> check(Path file, long free) {
        if (free < bytes) {
            throw new DataException("the disk of %s has %.0f MB left, expected %.0f at least (file.reserve)"
                    .formatted(file, Math.floor(free / MB), bytes / MB));
        }
        return free < scarce
                ? Optional.of("the disk of %s has only %.0f MB left".formatted(file, Math.floor(free / MB)))
                : Optional.empty();
    }

    private static long free(Path file) {
        Path there = file.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            FileStore disk = Files.getFileStore(there);
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new DataException("cannot see how full the disk of " + file + " is: " + FileTrouble.reason(e), e);
        }
    }
}
