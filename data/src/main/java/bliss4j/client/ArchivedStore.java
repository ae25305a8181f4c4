package bliss4j.client;

import bliss4j.array.NdArray;
import bliss4j.array.Ragged;
import bliss4j.block.ImageReference;
import bliss4j.block.Value;
import bliss4j.data.DataLostException;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import bliss4j.data.NodeIdentity;
import bliss4j.data.PointRange;
import bliss4j.frames.SavedFile;
import bliss4j.frames.ServerMemory;
import bliss4j.image.ImageSource;
import bliss4j.redis.RedisException;
import bliss4j.redis.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tree as Redis has it; of a scan that Redis has let go, or whose first points it has, the rest comes from the scan's file.
 * What Redis has costs no look at a file. Sessions and directories list what Redis lists; {@link #archive} gives a view that
 * also lists scans that only files have. Without Redis, scans that have ended are read from their files.
 */
final class ArchivedStore implements DataStore {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedStore.class);

    private final RedisServer redis;
    private final FileRegistry registry;
    private final DataStore live;
    private final Archive files;
    private final AtomicBoolean away = new AtomicBoolean();
    private final ServerMemory memory = new ServerMemory();

    ArchivedStore(RedisServer redis, FileRegistry registry) {
        this.redis = redis;
        this.registry = registry;
        live = redis.store(this);
        files = new Archive(registry);
    }

    /** What Redis says; if it is away, what files say, if they can say all. */
    private <T> T ask(Supplier<T> redis, Supplier<Optional<T>> withoutIt) {
        try {
            T answer = redis.get();
            if (away.compareAndSet(true, false)) {
                LOG.info("Redis is back");
            }
            return answer;
        } catch (RedisException e) {
            T answer = withoutIt.get().orElseThrow(() -> e);
            if (away.compareAndSet(false, true)) {
                LOG.warn("Redis is away, what has ended is read from files: {}", e.getMessage());
            }
            return answer;
        }
    }

    @Override
    public List<Optional<DataNode>> nodes(List<String> dbNames) {
        List<Optional<DataNode>> nodes = ask(() -> live.nodes(dbNames), () -> nodesInFiles(dbNames));
        if (nodes.stream().allMatch(Optional::isPresent)) {
            return nodes;
        }
        Archive.Search search = files.search();
        List<Optional<DataNode>> all = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String dbName = dbNames.get(i);
            all.add(nodes.get(i)
                    .or(() -> search.find(dbName).map(found -> own(found.node().identity()))));
        }
        return all;
    }

    private Optional<List<Optional<DataNode>>> nodesInFiles(List<String> dbNames) {
        Archive.Search search = files.search();
        List<Optional<DataNode>> nodes = dbNames.stream()
                .map(dbName -> search.find(dbName).map(found -> own(found.node().identity())))
                .toList();
        return Optional.of(nodes).filter(all -> all.stream().allMatch(Optional::isPresent));
    }

    private DataNode own(NodeIdentity identity) {
        return DataNode.of(identity, this);
    }

    /** Without Redis those that files are known of. */
    @Override
    public List<DataNode> sessions() {
        return ask(live::sessions, () -> Optional.of(sessionsOfFiles()));
    }

    /** Those that Redis or files have. */
    List<DataNode> allSessions() {
        Set<String> names = new TreeSet<>(registry.sessions());
        names.addAll(ask(redis::sessionNames, () -> Optional.of(List.of())));
        Archive.Search search = files.search();
        return names.stream()
                .flatMap(name -> ask(() -> live.node(name), () -> Optional.of(Optional.<DataNode>empty()))
                        .map(node -> own(node.identity()))
                        .or(() ->
                                search.find(name).map(found -> own(found.node().identity())))
                        .stream())
                .toList();
    }

    private List<DataNode> sessionsOfFiles() {
        Archive.Search search = files.search();
        return registry.sessions().stream()
                .flatMap(name -> search.find(name).stream())
                .map(found -> own(found.node().identity()))
                .toList();
    }

    /** The names of those nodes that Redis has. */
    Set<String> inRedis(List<DataNode> nodes) {
        List<String> names = nodes.stream().map(DataNode::dbName).toList();
        return ask(() -> live.nodes(names), () -> Optional.of(List.<Optional<DataNode>>of())).stream()
                .flatMap(Optional::stream)
                .map(DataNode::dbName)
                .collect(Collectors.toSet());
    }

    @Override
    public List<List<DataNode>> children(List<? extends DataNode> parents) {
        return ask(
                () -> childrenInRedis(parents),
                () -> parents.stream().allMatch(ArchivedStore::isOfScan)
                        ? Optional.of(childrenInFiles(parents))
                        : Optional.empty());
    }

    /** As {@link #children}; without Redis sessions and directories have none. */
    List<List<DataNode>> listed(List<? extends DataNode> parents) {
        return ask(() -> childrenInRedis(parents), () -> Optional.of(childrenInFiles(parents)));
    }

    private List<List<DataNode>> childrenInRedis(List<? extends DataNode> parents) {
        List<List<DataNode>> children = new ArrayList<>(live.children(parents));
        List<Integer> empty = new ArrayList<>();
        for (int i = 0; i < parents.size(); i++) {
            if (children.get(i).isEmpty() && isOfScan(parents.get(i))) {
                empty.add(i);
            }
        }
        if (empty.isEmpty()) {
            return children;
        }
        List<Optional<DataNode>> there =
                live.nodes(empty.stream().map(i -> parents.get(i).dbName()).toList());
        Archive.Search search = files.search();
        for (int j = 0; j < empty.size(); j++) {
            int i = empty.get(j);
            if (there.get(j).isEmpty()) {
                children.set(i, children(search, parents.get(i)));
            }
        }
        return children;
    }

    /** Whether a node comes and goes with a scan; sessions and directories do not. */
    static boolean isOfScan(DataNode node) {
        return !node.type().equals(DataNode.CONTAINER);
    }

    private List<DataNode> children(Archive.Search search, DataNode parent) {
        return search.find(parent.dbName()).stream()
                .flatMap(found -> found.node().children().stream())
                .map(child -> own(child.identity()))
                .toList();
    }

    private List<List<DataNode>> childrenInFiles(List<? extends DataNode> parents) {
        Archive.Search search = files.search();
        return parents.stream()
                .map(parent -> isOfScan(parent) ? children(search, parent) : List.<DataNode>of())
                .toList();
    }

    @Override
    public Map<String, Value> info(DataNode node) {
        Supplier<Optional<Archive.Found>> found = () -> files.search().find(node.dbName());
        Map<String, Value> info = ask(
                () -> live.info(node),
                () -> found.get()
                        .filter(Archive.Found::ended)
                        .map(there -> there.node().info()));
        return info.isEmpty() && isOfScan(node) && !node.type().equals(DataNode.DEVICE)
                ? found.get().map(there -> there.node().info()).orElse(info)
                : info;
    }

    @Override
    public List<Long> lengths(List<DataNode.Channel> channels) {
        List<Long> lengths = new ArrayList<>(ask(() -> live.lengths(channels), () -> lengthsInFiles(channels)));
        List<Integer> none = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            if (lengths.get(i) == 0) {
                none.add(i);
            }
        }
        if (none.isEmpty() || away.get()) {
            return lengths;
        }
        List<Optional<DataNode>> there =
                live.nodes(none.stream().map(i -> channels.get(i).dbName()).toList());
        Archive.Search search = files.search();
        for (int j = 0; j < none.size(); j++) {
            if (there.get(j).isEmpty()) {
                DataNode.Channel channel = channels.get(none.get(j));
                lengths.set(none.get(j), length(search, channel).orElseThrow(() -> gone(search, channel)));
            }
        }
        return lengths;
    }

    private static DataLostException gone(Archive.Search search, DataNode.Channel channel) {
        return new DataLostException(channel.dbName(), 0, PointRange.END, search.expectedIn(channel.dbName()));
    }

    private static Optional<Long> length(Archive.Search search, DataNode.Channel channel) {
        return search.find(channel.dbName())
                .map(found -> found.published()
                        .orElseGet(() -> found.node().asChannel().orElseThrow().length()));
    }

    private Optional<List<Long>> lengthsInFiles(List<DataNode.Channel> channels) {
        Archive.Search search = files.search();
        List<Long> lengths = channels.stream()
                .flatMap(channel -> search.find(channel.dbName()).flatMap(Archive.Found::published).stream())
                .toList();
        return Optional.of(lengths).filter(all -> all.size() == channels.size());
    }

    @Override
    public List<NdArray> read(List<PointRange> ranges) {
        try {
            return ask(() -> live.read(ranges), () -> readFiles(ranges));
        } catch (DataLostException e) {
            return ranges.stream().map(this::read).toList();
        }
    }

    private Optional<List<NdArray>> readFiles(List<PointRange> ranges) {
        Archive.Search search = files.search();
        boolean ended = ranges.stream()
                .allMatch(range -> search.find(range.channel().dbName())
                        .filter(Archive.Found::ended)
                        .isPresent());
        return ended
                ? Optional.of(
                        ranges.stream().map(range -> files.read(range, false)).toList())
                : Optional.empty();
    }

    /** What Redis has of a range, and what is missing before it and in it from the file. */
    private NdArray read(PointRange range) {
        List<NdArray> parts = new ArrayList<>();
        long next = range.from();
        while (true) {
            PointRange rest = new PointRange(range.channel(), next, range.to());
            try {
                parts.add(live.read(List.of(rest)).getFirst());
                return Ragged.join(parts);
            } catch (DataLostException lost) {
                if (lost.to() == PointRange.END) { // all of it has gone
                    parts.add(files.read(rest, false));
                    return Ragged.join(parts);
                }
                parts.add(read(new PointRange(range.channel(), next, lost.from()), lost));
                next = lost.to();
            }
        }
    }

    /** What stands before a gap, and what fills it. */
    private NdArray read(PointRange before, DataLostException gap) {
        NdArray filling = files.read(new PointRange(before.channel(), gap.from(), gap.to()), true);
        return before.from() == before.to() ? filling : Ragged.join(List.of(read(before), filling));
    }

    /** Of a scan that only files have, what they have; it has ended, or nobody writes it any more. */
    @Override
    public Follower follow(DataNode start, Interest interest) {
        if (isOfScan(start) && live.node(start.dbName()).isEmpty()) {
            Optional<Archive.Found> found = files.search().find(start.dbName());
            if (found.isPresent()) {
                return found.get().store().follow(own(start.identity()), interest);
            }
        }
        return live.follow(own(start.identity()), interest);
    }

    @Override
    public List<ImageSource> imageSources() {
        return List.of(memory, ArchivedStore::savedImage);
    }

    private static Optional<NdArray> savedImage(ImageReference image) {
        return image.isSaved() ? Optional.of(SavedFile.read(image)) : Optional.empty();
    }

    @Override
    public void expire(DataNode node) {
        live.expire(node);
    }

    @Override
    public DataStore archive() {
        return new ArchiveView(this, files);
    }

    @Override
    public void close() {
        live.close();
        files.close();
        memory.close();
    }
}
