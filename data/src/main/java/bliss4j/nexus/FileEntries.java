package bliss4j.nexus;

import bliss4j.array.NdArray;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The scans of one file, found as they appear. Entries that others wrote have no list of nodes and are left out. */
final class FileEntries {
    private final Path path;
    private final Set<String> seen = new HashSet<>();
    private Optional<Stamp> stamp = Optional.empty();

    FileEntries(Path path) {
        this.path = path;
    }

    /**
     * A scan's entry.
     *
     * @param start when it started, by which the entries of several files are put in order
     */
    record Entry(Path file, String name, OffsetDateTime start, List<NodeList.Item> nodes) {}

    /**
     * What of a file changes when an entry is added; two that are equal mean that none was.
     *
     * @param size in bytes; −1 for a file that this process writes
     * @param change the time of the last change in ns, or the number of the last entry that this process made
     */
    record Stamp(long size, long change) {
        /** A file system's clock is coarse: a change right after another may leave the same time. */
        private static final Duration COARSE = Duration.ofSeconds(1);

        /** Empty if nothing can be said: the file was changed just now, or is gone. */
        static Optional<Stamp> of(Path path) {
            OptionalLong writing = ScanFile.change(path);
            if (writing.isPresent()) {
                return Optional.of(new Stamp(-1, writing.getAsLong()));
            }
            try {
                BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
                Instant modified = found.lastModifiedTime().toInstant();
                return modified.isAfter(Instant.now().minus(COARSE))
                        ? Optional.empty()
                        : Optional.of(new Stamp(
                                found.size(), modified.getEpochSecond() * 1_000_000_000 + modified.getNano()));
            } catch (IOException e) {
                return Optional.empty(); // reading it will say what is wrong
            }
        }
    }

    /** The entries that have come since this was last asked, in the order of their numbers, which is that in which they were made. */
    List<Entry> more() {
        Optional<Stamp> now = Stamp.of(path);
        if (now.isPresent() && now.equals(stamp)) {
            return List.of();
        }
        List<Entry> entries = ScanFile.read(
                path,
                file -> file.root().names().stream()
                        .filter(name -> !seen.contains(name))
                        .sorted(Comparator.comparingInt(ScanFile::number).thenComparing(Comparator.naturalOrder()))
                        .flatMap(name -> entry(file, name).stream())
                        .toList());
        entries.forEach(entry -> seen.add(entry.name()));
        stamp = now;
        return entries;
    }

    private Optional<Entry> entry(H5File file, String name) {
        Optional<String> nodes = text(file, List.of(name, NexusLayout.SCAN_META), NexusLayout.NODES);
        return nodes.map(json -> new Entry(path, name, start(file, name), NodeList.read(json)));
    }

    private OffsetDateTime start(H5File file, String name) {
        String start = text(file, List.of(name), NexusLayout.START_TIME).orElse("");
        try {
            return OffsetDateTime.parse(start);
        } catch (DateTimeParseException e) {
            throw new DataException(path + "::/" + name + " has the start time '" + start + "', expected ISO 8601", e);
        }
    }

    /** A text dataset below some groups; empty if one of them or the dataset is not there. */
    static Optional<String> text(H5File file, List<String> groups, String dataset) {
        H5Group group = file.root();
        for (String name : groups) {
            if (!group.isGroup(name)) {
                return Optional.empty();
            }
            group = group.group(name);
        }
        if (!group.contains(dataset)) {
            return Optional.empty();
        }
        try (H5Dataset opened = group.dataset(dataset)) {
            NdArray value = opened.read();
            return value instanceof Texts texts && texts.items().size() == 1
                    ? Optional.of(texts.item(0))
                    : Optional.empty();
        }
    }
}
