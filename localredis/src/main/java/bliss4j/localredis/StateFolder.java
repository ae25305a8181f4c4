package bliss4j.localredis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The folder of one local Redis. Only its owner may enter it, and only its owner may read the files written here. */
final class StateFolder {
    static final String CONFIG = "redis.conf";
    static final String LOG = "redis.log";
    static final String PID = "redis.pid";
    static final String PASSWORD = "password";
    static final String PORT = "port";
    static final String LOCK = "lock";
    static final String DUMP = "dump.rdb";

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> SECRET =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    StateFolder(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Makes the folder, and closes it to others if it was there already and open to them. */
    void prepare() {
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(FOLDER));
            if (!Files.getPosixFilePermissions(path).equals(FOLDER)) {
                Files.setPosixFilePermissions(path, FOLDER);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new LocalRedisException("cannot keep the local Redis in " + path + ": " + reason(e), e);
        }
    }

    /** The text of a file without surrounding blanks; empty if there is no such file or nothing in it. */
    Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(file(name)).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LocalRedisException("cannot read " + file(name) + ": " + reason(e), e);
        }
    }

    /** The number in a file; empty if there is no such file or no number in it, as after a crash. */
    Optional<Integer> readNumber(String name) {
        return read(name).filter(text -> text.matches("[0-9]{1,9}")).map(Integer::valueOf);
    }

    /** Replaces a file as a whole; it is closed to others from the first moment. */
    void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8), SECRET);
    }

    void writeProgram(String name, byte[] bytes) {
        write(name, bytes, PosixFilePermissions.asFileAttribute(FOLDER));
    }

    private void write(String name, byte[] bytes, FileAttribute<?> permissions) {
        Path draft = file(name + ".new");
        try {
            Files.deleteIfExists(draft);
            try (FileChannel out = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                // A name must never stand for a file whose content a power cut took away.
                out.force(true);
            }
            Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalRedisException("cannot write " + file(name) + ": " + reason(e), e);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new LocalRedisException("cannot delete " + file(name) + ": " + reason(e), e);
        }
    }

    /** Keeps the log of the last run beside the new one, which starts empty. */
    void turnLog() {
        try {
            if (Files.exists(file(LOG))) {
                Files.move(file(LOG), file(LOG + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LocalRedisException("cannot rename " + file(LOG) + ": " + reason(e), e);
        }
        write(LOG, "");
    }

    /** Does it while no other process and no other thread does so with this folder. */
    <T> T locked(Supplier<T> action) {
        FolderLock lock = FolderLock.take(file(LOCK), SECRET);
        try {
            return action.get();
        } finally {
            lock.close();
        }
    }

    private static String reason(Throwable cause) {
        return LocalRedisException.reason(cause);
    }
}
