package bliss4j.client;

import bliss4j.block.DataException;
import bliss4j.block.ValueJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Mirror} in a file of JSON, changed by one process at a time and never seen half-written. */
final class MirrorFile {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorFile.class);
    private static final Object ONE_THREAD = new Object();
    /** What is left of the 255 bytes of a file's name for endings. */
    private static final int LONGEST_NAME = 200;

    private static final String ENDING = ".json";

    private final Path folder;
    private final Path file;
    private final Path temporary;
    private final Path lock;

    MirrorFile(Path folder, String key) {
        this.folder = folder.toAbsolutePath();
        String name = name(key);
        file = folder.resolve(name + ENDING);
        temporary = folder.resolve(name + ".tmp");
        lock = folder.resolve(name + ".lock");
    }

    /** The keys that begin so and have a mirror in a folder; one that is too long for a file's name is not among them. */
    static List<String> keys(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && name.length() <= LONGEST_NAME + ENDING.length())
                    .filter(name -> name.startsWith(URLEncoder.encode(prefix, StandardCharsets.UTF_8)))
                    .map(name -> URLDecoder.decode(
                            name.substring(0, name.length() - ENDING.length()), StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new DataException("settings mirrors in " + folder + " cannot be listed: " + reason(e), e);
        }
    }

    private static String name(String key) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
        return encoded.length() <= LONGEST_NAME
                ? encoded
                : encoded.substring(0, LONGEST_NAME / 2) + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What it holds, nothing if there is no file.
     *
     * @throws DataException if there is one that cannot be read
     */
    Mirror read() {
        try {
            return Mirror.of(ValueJson.read(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Mirror.EMPTY;
        } catch (IOException | DataException e) {
            throw new DataException("settings mirror " + file + " cannot be read: " + reason(e), e);
        }
    }

    /**
     * Replaces what it holds; nobody else changes it meanwhile. A file that cannot be understood is set aside.
     *
     * @return what it holds now
     * @throws DataException if it cannot be written
     */
    Mirror change(UnaryOperator<Mirror> change) {
        synchronized (ONE_THREAD) { // a file lock keeps out other processes only
            try {
                Files.createDirectories(folder);
                try (FileChannel channel =
                        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock(); // until the channel is closed
                    Mirror changed = change.apply(readForChange());
                    Files.writeString(temporary, ValueJson.write(changed.stored()));
                    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return changed;
                }
            } catch (IOException e) {
                throw new DataException("settings mirror " + file + " cannot be written: " + reason(e), e);
            }
        }
    }

    private Mirror readForChange() throws IOException {
        try {
            return read();
        } catch (DataException e) {
            Path broken = file.resolveSibling(file.getFileName() + ".broken");
            LOG.warn("{}; it is now {}", e.getMessage(), broken);
            Files.move(file, broken, StandardCopyOption.REPLACE_EXISTING);
            return Mirror.EMPTY;
        }
    }

    private static String reason(Exception e) {
        return e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException
                ? "interrupted"
                : String.valueOf(e.getMessage());
    }
}
