package bliss4j.client;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.ScanDirectory;
import bliss4j.publish.ScanDraft;
import bliss4j.redis.RedisException;
import bliss4j.redis.RedisServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which data files hold the scans of a session, by the db_name of their directory: in Redis for everybody, and in a copy at
 * home, so that the files are found when Redis has lost all it knew. Files are only ever added, so the truth is both together;
 * whichever lacks one is told of it.
 */
final class FileRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(FileRegistry.class);

    private static final String KEY = "bliss4j:files:";

    private final RedisServer redis;
    private final Optional<Path> copies;
    private final boolean keeps;

    /** @param copies the folder of the copies, where there is a home */
    FileRegistry(RedisServer redis, Optional<Path> copies) {
        this(redis, copies, true);
    }

    private FileRegistry(RedisServer redis, Optional<Path> copies, boolean keeps) {
        this.redis = redis;
        this.copies = copies;
        this.keeps = keeps;
    }

    /** One for those who only read, perhaps somebody else's Redis: it changes neither that nor the copies. */
    static FileRegistry reading(RedisServer redis, Path copies) {
        return new FileRegistry(redis, Optional.of(copies), false);
    }

    /** Notes where a scan is saved; that it is announced in Redis tells Redis. */
    void note(ScanDraft scan) {
        ScanDirectory directory = scan.directory();
        scan.file().ifPresent(file -> {
            Path path = file.toAbsolutePath().normalize();
            keep(directory.session(), Map.of(directory.dbName(), Set.of(path)));
            files(directory.session()); // what Redis has lost it has again
        });
    }

    /** The files of each directory of a session. */
    Map<String, Set<Path>> files(String session) {
        Map<String, Set<Path>> copy = copy(session);
        try {
            Map<String, Set<Path>> there = redis.files(session);
            if (!keeps) {
                return together(there, copy);
            }
            Map<String, Set<Path>> unsent = without(copy, there);
            if (!unsent.isEmpty()) {
                redis.addFiles(session, unsent);
            }
            keep(session, without(there, copy));
            return together(there, copy);
        } catch (RedisException e) {
            LOG.info(
                    "data files of {} are looked up in {}: {}",
                    session,
                    copies.orElse(Path.of("nothing")),
                    e.getMessage());
            return copy;
        }
    }

    /** The sessions that files are known of here at home, by name. */
    Set<String> sessions() {
        Set<String> names = new TreeSet<>();
        copies.ifPresent(folder -> MirrorFile.keys(folder, KEY).forEach(key -> names.add(key.substring(KEY.length()))));
        return names;
    }

    private Optional<MirrorFile> file(String session) {
        return copies.map(folder -> new MirrorFile(folder, KEY + session));
    }

    private Map<String, Set<Path>> copy(String session) {
        try {
            return file(session).map(MirrorFile::read).map(FileRegistry::paths).orElse(Map.of());
        } catch (DataException e) {
            LOG.warn("{}", e.getMessage());
            return Map.of();
        }
    }

    private void keep(String session, Map<String, Set<Path>> files) {
        if (files.isEmpty()) {
            return;
        }
        try {
            file(session)
                    .ifPresent(copy -> copy.change(now -> new Mirror(values(together(paths(now), files)), Set.of())));
        } catch (DataException e) {
            LOG.warn("where scans of {} are saved is not noted at home: {}", session, e.getMessage());
        }
    }

    private static Map<String, Set<Path>> paths(Mirror copy) {
        return copy.values().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().asList().stream()
                                .map(path -> Path.of(path.asText()))
                                .collect(Collectors.toCollection(LinkedHashSet::new))));
    }

    private static Map<String, Value> values(Map<String, Set<Path>> files) {
        return files.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Value.texts(
                                entry.getValue().stream().map(Path::toString).toList())));
    }

    private static Map<String, Set<Path>> together(Map<String, Set<Path>> some, Map<String, Set<Path>> others) {
        Map<String, Set<Path>> all = new LinkedHashMap<>();
        some.forEach((directory, paths) -> all.put(directory, new LinkedHashSet<>(paths)));
        others.forEach((directory, paths) ->
                all.computeIfAbsent(directory, name -> new LinkedHashSet<>()).addAll(paths));
        return all;
    }

    private static Map<String, Set<Path>> without(Map<String, Set<Path>> some, Map<String, Set<Path>> others) {
        Map<String, Set<Path>> rest = new LinkedHashMap<>();
        some.forEach((directory, paths) -> {
            Set<Path> missing = new LinkedHashSet<>(paths);
            missing.removeAll(others.getOrDefault(directory, Set.of()));
            if (!missing.isEmpty()) {
                rest.put(directory, missing);
            }
        });
        return rest;
    }
}
