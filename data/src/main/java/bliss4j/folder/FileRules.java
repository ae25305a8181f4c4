package bliss4j.folder;

import java.time.Duration;

/**
 * What a beamline wants of its data files.
 *
 * @param room how much must be free on the disk when a scan begins
 * @param rights who may use files and directories that are made
 * @param lockWait how long a scan waits for a file that another process is writing
 * @param syncFlushes whether each flush waits until the disk has it, and not only the last one of a scan
 */
public record FileRules(DiskReserve room, FileRights rights, Duration lockWait, boolean syncFlushes) {
    /** 200 MB of room, rights as the process makes them, 10 s, the disk is waited for at the end. */
    public static final FileRules DEFAULT =
            new FileRules(DiskReserve.DEFAULT, FileRights.OF_THE_PROCESS, Duration.ofSeconds(10), false);

    /** With another wait for a file that another process is writing. */
    public FileRules waiting(Duration limit) {
        return new FileRules(room, rights, limit, syncFlushes);
    }
}
