package bliss4j.client;

import bliss4j.array.NdArray;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.DataLostException;
import bliss4j.data.DataNode;
import bliss4j.data.NodeIdentity;
import bliss4j.data.PointRange;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusStore;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scans that are in data files. A node's db_name says which directory it is from, and the registry which files that
 * directory has: no other file is opened. Any thread may ask.
 */
final class Archive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    private final FileRegistry registry;
    private final Map<Path, NexusStore> opened = new ConcurrentHashMap<>();
    /** What was said of files that cannot be read; once is enough. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    Archive(FileRegistry registry) {
        this.registry = registry;
    }

    /**
     * A node as a file has it.
     *
     * @param node belongs to {@code store}
     */
    record Found(Path file, NexusStore store, DataNode node) {
        /** How many points of this channel were published, if its scan has ended. */
        Optional<Long> published() {
            return scan().flatMap(scan -> {
                Map<String, Value> info = scan.info();
                boolean ended = ScanState.of(info.getOrDefault("state", Value.nothing()))
                        .filter(ScanState::ended)
                        .isPresent();
                Optional<Value> counts = Optional.ofNullable(info.get("points")).filter(known -> ended);
                String channel = node.asChannel().orElseThrow().fullname();
                return counts.flatMap(points -> points.find(channel)).map(Value::asLong);
            });
        }

        /** Whether its scan has ended, so that the file says all there is. */
        boolean ended() {
            return scan().flatMap(DataNode.Scan::state).filter(ScanState::ended).isPresent();
        }

        private Optional<DataNode.Scan> scan() {
            Optional<DataNode> above = Optional.of(node);
            while (above.isPresent() && !(above.get() instanceof DataNode.Scan)) {
                above = above.get().parent();
            }
            return above.map(DataNode.Scan.class::cast);
        }
    }

    /** Looks for several nodes; asks the registry once for each session. */
    final class Search {
        private final Map<String, Map<String, Set<Path>>> files = new HashMap<>();
        private final Set<String> troubles = new LinkedHashSet<>();

        /** The node of this name, from the first file that has it. */
        Optional<Found> find(String dbName) {
            for (Path file : filesOf(dbName)) {
                Optional<Found> found = find(file, dbName);
                if (found.isPresent()) {
                    return found;
                }
            }
            troubles.stream().filter(said::add).forEach(trouble -> LOG.warn("looking for {}: {}", dbName, trouble));
            return Optional.empty();
        }

        /** The node of this name from each file that has it; for a directory its scans are in all of them. */
        List<Found> findAll(String dbName) {
            List<Found> all = filesOf(dbName).stream()
                    .flatMap(file -> find(file, dbName).stream())
                    .toList();
            troubles.stream()
                    .filter(said::add)
                    .forEach(trouble -> LOG.warn("{} is not listed whole: {}", dbName, trouble));
            return all;
        }

        private Optional<Found> find(Path file, String dbName) {
            try {
                NexusStore store = store(file);
                return store.node(dbName).map(node -> new Found(file, store, node));
            } catch (DataException e) {
                troubles.add(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        /** Those that may hold a node: of the directory it is in, the deepest first, or of the directories below it. */
        private Set<Path> filesOf(String dbName) {
            String session = dbName.split(":", 2)[0];
            Map<String, Set<Path>> known = files.computeIfAbsent(session, registry::files);
            return known.entrySet().stream()
                    .filter(entry -> isWithin(dbName, entry.getKey()) || isWithin(entry.getKey(), dbName))
                    .sorted(Comparator.comparingInt(entry -> -entry.getKey().length()))
                    .flatMap(entry -> entry.getValue().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private static boolean isWithin(String dbName, String directory) {
            return dbName.equals(directory) || dbName.startsWith(directory + ":");
        }

        /** Where a node should be: its files, and what is wrong with them. */
        String expectedIn(String dbName) {
            Set<Path> candidates = filesOf(dbName);
            String where = candidates.isEmpty()
                    ? "Redis, and no file is known for it"
                    : candidates.stream().map(Path::toString).collect(Collectors.joining(" or "));
            return troubles.isEmpty() ? where : where + " (" + String.join("; ", troubles) + ")";
        }
    }

    Search search() {
        return new Search();
    }

    private NexusStore store(Path file) {
        NexusStore open = opened.get(file);
        if (open != null) {
            return open;
        }
        NexusStore fresh = NexusStore.open(file);
        NexusStore other = opened.putIfAbsent(file, fresh);
        if (other != null) {
            fresh.close();
            return other;
        }
        return fresh;
    }

    /**
     * Points of a channel as its file has them.
     *
     * @param published whether the whole range was published; else it is cut at the last point that was
     * @throws DataLostException if the file has not got them all
     */
    NdArray read(PointRange range, boolean published) {
        String dbName = range.channel().dbName();
        Search search = search();
        Optional<Found> found = search.find(dbName);
        if (found.isEmpty()) {
            throw new DataLostException(dbName, range.from(), range.to(), search.expectedIn(dbName));
        }
        return read(range, found.get(), published);
    }

    private static NdArray read(PointRange range, Found found, boolean published) {
        String file = found.file().toString();
        NdArray rows;
        long end;
        try {
            DataNode.Channel channel = found.node().asChannel().orElseThrow();
            rows = found.store()
                    .read(List.of(new PointRange(channel, range.from(), range.to())))
                    .getFirst();
            end = published
                    ? range.to()
                    : Math.min(range.to(), found.published().orElse(0L));
        } catch (DataException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            String why = file + " (" + e.getMessage() + ")";
            throw new DataLostException(range.channel().dbName(), range.from(), range.to(), why);
        }
        long next = range.from() + rows.length();
        if (next < end) {
            throw new DataLostException(range.channel().dbName(), next, end, file);
        }
        return rows;
    }

    /** What files have below a session or a directory, in the order in which it was made. */
    List<NodeIdentity> children(String dbName) {
        List<Found> found = search().findAll(dbName);
        if (found.size() == 1) {
            return identities(found.getFirst().node());
        }
        List<Path> files = found.stream().map(Found::file).toList();
        try (NexusStore together = NexusStore.open(files)) {
            return together.node(dbName).map(Archive::identities).orElse(List.of());
        }
    }

    private static List<NodeIdentity> identities(DataNode parent) {
        return parent.children().stream().map(DataNode::identity).toList();
    }

    @Override
    public void close() {
        opened.values().forEach(NexusStore::close);
        opened.clear();
    }
}
