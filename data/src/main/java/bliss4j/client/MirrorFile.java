package bliss4j.client;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One dict in a file of JSON, changed by one process at a time and never seen half-written. */
final class MirrorFile {
    private static final Object ONE_THREAD = new Object();

    private final Path file;
    private final Path lock;

    MirrorFile(Path folder, String key) {
        String name = URLEncoder.encode(key, StandardCharsets.UTF_8);
        file = folder.resolve(name + ".json");
        lock = folder.resolve(name + ".lock");
    }

    /** What it holds, empty if there is none. */
    Map<String, Value> read() {
        try {
            Map<String, Value> values = new LinkedHashMap<>();
            ValueJson.read(Files.readString(file)).asMap().forEach((key, value) -> values.put(key.asText(), value));
            return values;
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new DataException("settings mirror " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Replaces what it holds; nobody else changes it meanwhile. */
    Map<String, Value> change(UnaryOperator<Map<String, Value>> change) {
        synchronized (ONE_THREAD) { // a file lock keeps out other processes only
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    Map<String, Value> changed = change.apply(new LinkedHashMap<>(read()));
                    Path temporary = file.resolveSibling(file.getFileName() + "." + held.hashCode() + ".tmp");
                    Files.writeString(temporary, ValueJson.write(Value.of(changed)));
                    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return changed;
                }
            } catch (IOException e) {
                throw new DataException("settings mirror " + file + " cannot be written: " + e.getMessage(), e);
            }
        }
    }
}
