package bliss4j.nexus;

import bliss4j.block.DataException;
import bliss4j.folder.FileRights;
import bliss4j.folder.FileRules;
import bliss4j.folder.FileTrouble;
import bliss4j.folder.WriterLock;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import bliss4j.hdf5.Hdf5;
import bliss4j.hdf5.Hdf5Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A data file that scans of this process write: open once, shared by them, closed when the last one releases it. While it
 * is open, other processes wait for its {@link WriterLock}, and readers of this process read through it.
 *
 * <p>Any platform thread may use it.
 */
final class ScanFile {
    private static final ConcurrentHashMap<Path, ScanFile> OPEN = new ConcurrentHashMap<>();
    /** How many numbers may be refused in a row before the counter is taken to be broken. */
    private static final int MOST_REFUSALS = 1000;

    /** How often a file is read that seems broken: another process may be flushing it. */
    private static final int MOST_TRIES = 4;

    private static final long FLUSH_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final AtomicLong CHANGES = new AtomicLong();

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock claiming = new ReentrantLock();
    private int users;
    private boolean gone;
    private volatile long change = CHANGES.incrementAndGet();
    private @Nullable WriterLock writerLock;
    /** Which file it was when it was opened; the path may come to mean another one. */
    private volatile @Nullable Object identity;

    /** Set and cleared in the same hold of HDF5's lock in which the file is opened and closed. */
    private @Nullable H5File file;

    private ScanFile(Path path) {
        this.path = path;
    }

    /**
     * Opens a data file to write, or joins the scans that do; makes it and its directories if they are missing.
     *
     * @throws DataException if it cannot be made or written, is no HDF5 file, or another process keeps it longer than
     *     it may
     */
    static ScanFile open(Path path, String session, FileRules rules) {
        Path key = keyToWrite(path, rules.rights());
        while (true) {
            ScanFile file = OPEN.computeIfAbsent(key, ScanFile::new);
            if (file.join(session, rules)) {
                return file;
            }
        }
    }

    /** One key for all names of a file. */
    private static Path keyToWrite(Path path, FileRights rights) {
        Path wanted = path.toAbsolutePath().normalize();
        Path directory = wanted.getParent();
        if (directory == null || wanted.getFileName() == null) {
            throw new DataException(path + " is no name for a data file");
        }
        FileTrouble.makeDirectories(directory, rights);
        try {
            Path file = directory.toRealPath().resolve(wanted.getFileName());
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            throw new DataException("cannot use " + path + ": " + FileTrouble.reason(e), e);
        }
    }

    /** One more user; false if the last one has just closed it. */
    private boolean join(String session, FileRules rules) {
        if (!tryLock(rules.lockWait())) {
            throw new DataException(path + " is being opened by another scan of this process; waited "
                    + rules.lockWait().toSeconds() + " s for it");
        }
        try {
            if (gone) {
                return false;
            }
            if (users == 0) {
                start(session, rules);
            }
            users++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean tryLock(Duration wait) {
        try {
            return lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while waiting for " + path, e);
        }
    }

    private void start(String session, FileRules rules) {
        boolean started = false;
        try {
            writerLock = WriterLock.take(path, session, rules);
            FileTrouble.telling(() -> Hdf5.hold(() -> {
                file = Files.exists(path) ? H5File.openForAppend(path) : create(path, rules.rights());
            }));
            identity = identity();
            started = true;
        } finally {
            if (!started) {
                letGo();
            }
        }
    }

    private static H5File create(Path path, FileRights rights) {
        return H5File.create(
                path,
                file -> new EntryWriter(file).write(NexusLayout.root(path, ZonedDateTime.now(ZoneId.systemDefault()))),
                rights::give);
    }

    /** One user less; the last one closes the file. */
    void release() {
        lock.lock();
        try {
            users--;
            if (users == 0) {
                stop();
            }
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        try {
            FileTrouble.telling(() -> Hdf5.hold(() -> {
                H5File open = h5();
                file = null;
                open.close();
            }));
        } finally {
            letGo();
        }
    }

    private void letGo() {
        gone = true;
        try {
            if (writerLock != null) {
                writerLock.close();
            }
        } finally {
            OPEN.remove(path, this); // after the lock, which the next one to open takes
        }
    }

    /**
     * Does something with the file that nobody may come between: no scan of this process uses it meanwhile. Empty if one
     * does already.
     */
    <T> Optional<T> alone(Function<H5File, T> work) {
        lock.lock();
        try {
            return users == 1 ? Optional.of(work.apply(h5())) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes sure that what is written can be found under the file's name.
     *
     * @throws DataException if the file was removed or replaced since it was opened
     */
    void checkInPlace() {
        if (!Objects.equals(identity, identity())) {
            throw new DataException(path + " was replaced by another file while a scan wrote it; the scan's last points"
                    + " are in Redis alone");
        }
    }

    private @Nullable Object identity() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            throw new DataException(
                    path + " was removed while a scan wrote it; the scan's points are in Redis alone", e);
        } catch (IOException e) {
            throw new DataException("cannot look for " + path + ": " + FileTrouble.reason(e), e);
        }
    }

    /** Whether this process writes the file. */
    static boolean isOpen(Path path) {
        return OPEN.containsKey(keyToRead(path));
    }

    /** Notes whether scans of the file are left without an end, for whoever comes next. */
    void unfinished(boolean some) {
        lock.lock();
        try {
            if (writerLock != null) {
                writerLock.unfinished(some);
            }
        } finally {
            lock.unlock();
        }
    }

    Path path() {
        return path;
    }

    /** The open file; for its users. */
    H5File h5() {
        H5File open = file;
        if (open == null) {
            throw new DataException(path + " is closed");
        }
        return open;
    }

    /**
     * Takes a number and makes its entry, which is the claim: nobody else has the number from here on.
     *
     * @param name the scan's name, which follows the number in the entry's name
     * @param nextNumber gives a number above the one it is given, the highest in the file
     */
    int claim(String name, LongUnaryOperator nextNumber) {
        // One at a time, so that a later number does not overtake an earlier one and leave a gap.
        claiming.lock();
        try {
            for (int i = 0; i < MOST_REFUSALS; i++) {
                long number = nextNumber.applyAsLong(FileTrouble.telling(() -> highestNumber(h5())));
                if (number < 1 || number > Integer.MAX_VALUE) {
                    throw new DataException("scan number " + number + " for " + path + " is out of range");
                }
                if (FileTrouble.telling(() -> tryClaim((int) number, name))) {
                    return (int) number;
                }
            }
            throw new DataException("no free scan number for " + path + " after " + MOST_REFUSALS + " tries");
        } finally {
            claiming.unlock();
        }
    }

    private boolean tryClaim(int number, String name) {
        return Hdf5.hold(() -> {
            H5Group root = h5().root();
            String start = number + "_";
            if (root.names().stream().anyMatch(entry -> entry.startsWith(start))) {
                return false;
            }
            root.createGroup(start + name).attribute("NX_class", "NXentry");
            h5().flush();
            return true;
        });
    }

    /** The highest number that an entry starts with; 0 if none does. */
    static int highestNumber(H5File file) {
        return file.root().names().stream().mapToInt(ScanFile::number).max().orElse(0);
    }

    /** The number that an entry's name starts with, up to its underscore; 0 if it does not. */
    static int number(String entry) {
        return entry.matches("[0-9]{1,9}_.*") ? Integer.parseInt(entry.substring(0, entry.indexOf('_'))) : 0;
    }

    /**
     * Reads a file in one hold of HDF5's lock: through the open one if this process writes it, since HDF5 does not open a
     * file twice, else opened for this and closed again. Tries again where another process may just be flushing.
     *
     * @param reading may be called more than once
     */
    static <T> T read(Path path, Function<H5File, T> reading) {
        Path key = keyToRead(path);
        for (int tries = 1; ; tries++) {
            try {
                return Hdf5.hold(() -> readOnce(key, reading));
            } catch (Hdf5Exception e) {
                if (tries == MOST_TRIES) {
                    throw new DataException(String.valueOf(e.getMessage()), e);
                }
                LockSupport.parkNanos(FLUSH_NS);
            }
        }
    }

    private static <T> T readOnce(Path key, Function<H5File, T> reading) {
        ScanFile writing = OPEN.get(key);
        H5File open = writing == null ? null : writing.file;
        if (open != null) {
            return reading.apply(open);
        }
        try (H5File opened = H5File.openForRead(key)) {
            return reading.apply(opened);
        }
    }

    /** Tells readers of this process that an entry is complete. */
    void changed() {
        change = CHANGES.incrementAndGet();
    }

    /** If this process writes the file: a number that is another one after each entry. */
    static OptionalLong change(Path path) {
        ScanFile writing = OPEN.get(keyToRead(path));
        return writing == null ? OptionalLong.empty() : OptionalLong.of(writing.change);
    }

    private static Path keyToRead(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new DataException("cannot read " + path + ": " + FileTrouble.reason(e), e);
        }
    }
}
