package bliss4j.nexus;

import bliss4j.array.NdArray;
import bliss4j.array.Ragged;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.data.ChannelInfo;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import bliss4j.data.PointRange;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The tree as it is in data files: the same nodes, info and points that were published, while a scan writes and for ever
 * after. Reads what bliss4j wrote; entries of other writers are left out.
 *
 * <p>Any thread may ask, virtual ones too. No file stays open between two questions; a range is read in slices of 4 MiB,
 * each in one hold of HDF5's lock.
 */
public final class NexusStore implements DataStore {
    private static final int SLICE_BYTES = 4 << 20;

    private final List<FileEntries> files;
    private final FileReads reads = new FileReads();
    private final ReentrantLock lock = new ReentrantLock();
    private final NodeIndex index = new NodeIndex();
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

    private NexusStore(List<Path> paths) {
        files = paths.stream().map(FileEntries::new).toList();
    }

    /** @throws DataException if it is missing or no HDF5 file */
    public static NexusStore open(Path file) {
        return open(List.of(file));
    }

    /**
     * The trees of several files as one; a directory that stands in several has the scans of all, by the time of their
     * start.
     *
     * @throws DataException if one is missing or no HDF5 file
     */
    public static NexusStore open(List<Path> files) {
        NexusStore store = new NexusStore(files);
        boolean opened = false;
        try {
            store.index(index -> true);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    /** Asks the index after it was brought up to date. */
    private <T> T index(Function<NodeIndex, T> question) {
        lock.lock();
        try {
            reads.call(() -> {
                refresh();
                return true;
            });
            return question.apply(index);
        } finally {
            lock.unlock();
        }
    }

    private void refresh() {
        List<List<FileEntries.Entry>> found = new ArrayList<>();
        files.forEach(file -> found.add(new ArrayList<>(file.more())));
        while (true) {
            Optional<List<FileEntries.Entry>> earliest = found.stream()
                    .filter(entries -> !entries.isEmpty())
                    .min((one, two) ->
                            one.getFirst().start().compareTo(two.getFirst().start()));
            if (earliest.isEmpty()) {
                return;
            }
            FileEntries.Entry entry = earliest.get().removeFirst();
            index.add(entry.file(), entry.name(), entry.nodes());
        }
    }

    @Override
    public List<Optional<DataNode>> nodes(List<String> dbNames) {
        return index(tree -> dbNames.stream()
                .map(dbName -> tree.find(dbName).map(this::node))
                .toList());
    }

    private DataNode node(NodeIndex.Place place) {
        return DataNode.of(place.item().identity(), this);
    }

    private List<DataNode> nodes(NodeIndex tree, List<String> dbNames) {
        return dbNames.stream()
                .flatMap(dbName -> tree.find(dbName).stream())
                .map(this::node)
                .toList();
    }

    @Override
    public List<DataNode> sessions() {
        return index(tree -> nodes(tree, tree.sessions().stream().sorted().toList()));
    }

    @Override
    public List<List<DataNode>> children(List<? extends DataNode> parents) {
        return index(tree -> parents.stream()
                .map(parent -> nodes(tree, tree.children(parent.dbName())))
                .toList());
    }

    @Override
    public Map<String, Value> info(DataNode node) {
        return find(node)
                .map(place -> node instanceof DataNode.Scan
                        ? scanInfo(place)
                        : place.item().info())
                .orElse(Map.of());
    }

    /** Where a node comes from; what was found once stays. */
    private Optional<NodeIndex.Place> find(DataNode node) {
        lock.lock();
        try {
            return index.find(node.dbName()).or(() -> index(tree -> tree.find(node.dbName())));
        } finally {
            lock.unlock();
        }
    }

    /** What was known at the start, what the preparation added, and the end. */
    private Map<String, Value> scanInfo(NodeIndex.Place place) {
        List<String> groups = List.of(place.entry(), NexusLayout.SCAN_META);
        List<String> parts = read(
                place.file(),
                file -> Arrays.asList(NexusLayout.INFO, NexusLayout.PREPARED, NexusLayout.END).stream()
                        .flatMap(name -> FileEntries.text(file, groups, name).stream())
                        .toList());
        Map<String, Value> info = new LinkedHashMap<>();
        parts.forEach(json -> info.putAll(NodeList.info(ValueJson.read(json))));
        return info;
    }

    private <T> T read(Path path, Function<H5File, T> reading) {
        return reads.call(() -> ScanFile.read(path, reading));
    }

    @Override
    public List<Long> lengths(List<DataNode.Channel> channels) {
        return channels.stream().map(this::length).toList();
    }

    private long length(DataNode.Channel channel) {
        return find(channel)
                .map(place -> read(place.file(), file -> {
                    try (H5Dataset dataset = dataset(file, place)) {
                        return dataset.length();
                    }
                }))
                .orElse(0L);
    }

    @Override
    public List<NdArray> read(List<PointRange> ranges) {
        return ranges.stream().map(this::read).toList();
    }

    private NdArray read(PointRange range) {
        Optional<NodeIndex.Place> place = find(range.channel());
        if (place.isEmpty()) {
            return ChannelInfo.noPoints(range.channel(), range.channel().info());
        }
        List<NdArray> slices = new ArrayList<>();
        long next = range.from();
        NdArray slice;
        do {
            slice = slice(place.get(), next, range.to());
            next += slice.length();
            slices.add(slice);
        } while (slice.length() > 0 && next < range.to());
        return Ragged.join(slices); // a dataset may become wider between two slices
    }

    /** The first points of a range that make a slice; none if there are none from {@code from} on. */
    NdArray slice(NodeIndex.Place place, long from, long to) {
        return read(place.file(), file -> {
            try (H5Dataset dataset = dataset(file, place)) {
                long length = dataset.length();
                long first = Math.min(from, length);
                long rowBytes = Math.max(
                        1,
                        (long) dataset.shape().row().size()
                                * Math.max(1, dataset.dtype().itemSize()));
                long most = Math.max(1, SLICE_BYTES / rowBytes);
                return dataset.read(first, Math.min(Math.min(to, length), first + most));
            }
        });
    }

    private static H5Dataset dataset(H5File file, NodeIndex.Place place) {
        String path = place.item()
                .dataset()
                .filter(name -> !name.isEmpty())
                .orElseThrow(() ->
                        new DataException(place.item().identity().dbName() + " has no dataset in " + place.file()));
        return dataset(file, path);
    }

    static H5Dataset dataset(H5File file, String path) {
        List<String> names = Arrays.asList(path.substring(1).split("/"));
        H5Group group = file.root();
        for (String name : names.subList(0, names.size() - 1)) {
            group = group.group(name);
        }
        return group.dataset(names.getLast());
    }

    /**
     * The events of what is in the files now; nothing comes later, so a follower then waits until it is closed.
     */
    @Override
    public Follower follow(DataNode start, Interest interest) {
        NexusFollower follower = new NexusFollower(start, interest, this::pointsFrom, followers::remove);
        followers.add(follower);
        return follower;
    }

    private NdArray pointsFrom(DataNode.Channel channel, long from) {
        return find(channel)
                .map(place -> slice(place, from, PointRange.END))
                .orElseGet(() -> read(new PointRange(channel, from, from)));
    }

    @Override
    public void close() {
        List.copyOf(followers).forEach(Follower::close);
        reads.close();
    }
}
