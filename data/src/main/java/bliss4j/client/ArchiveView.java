package bliss4j.client;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import bliss4j.data.NodeIdentity;
import bliss4j.data.PointRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The same tree, in which sessions and directories also list scans that only files have, each where it was made. */
final class ArchiveView implements DataStore {
    private final ArchivedStore store;
    private final Archive files;

    ArchiveView(ArchivedStore store, Archive files) {
        this.store = store;
        this.files = files;
    }

    DataNode own(DataNode node) {
        return DataNode.of(node.identity(), this);
    }

    private List<DataNode> own(List<DataNode> nodes) {
        return nodes.stream().map(this::own).toList();
    }

    @Override
    public List<Optional<DataNode>> nodes(List<String> dbNames) {
        return store.nodes(dbNames).stream().map(node -> node.map(this::own)).toList();
    }

    @Override
    public List<DataNode> sessions() {
        return own(store.allSessions());
    }

    @Override
    public List<List<DataNode>> children(List<? extends DataNode> parents) {
        List<List<DataNode>> children = new ArrayList<>();
        List<List<DataNode>> listed = store.listed(parents);
        for (int i = 0; i < parents.size(); i++) {
            DataNode parent = parents.get(i);
            List<DataNode> here = listed.get(i);
            children.add(own(
                    parent.type().equals(DataNode.CONTAINER) ? together(here, files.children(parent.dbName())) : here));
        }
        return children;
    }

    /**
     * Both lists as one. A scan that only files have stands where it stands among those that files and Redis have, and before
     * one that only Redis has, unless their numbers say otherwise: what has expired is older.
     */
    private List<DataNode> together(List<DataNode> redis, List<NodeIdentity> saved) {
        Map<String, Integer> places = new HashMap<>();
        saved.forEach(node -> places.put(node.dbName(), places.size()));
        Set<String> inRedis = redis.stream().map(DataNode::dbName).collect(Collectors.toSet());
        Deque<NodeIdentity> expired = new ArrayDeque<>();
        saved.stream().filter(node -> !inRedis.contains(node.dbName())).forEach(expired::add);
        List<DataNode> all = new ArrayList<>();
        for (DataNode node : redis) {
            while (!expired.isEmpty() && isBefore(expired.getFirst(), node.identity(), places)) {
                all.add(DataNode.of(expired.removeFirst(), this));
            }
            all.add(node);
        }
        expired.forEach(node -> all.add(DataNode.of(node, this)));
        return all;
    }

    private static boolean isBefore(NodeIdentity expired, NodeIdentity other, Map<String, Integer> places) {
        int otherPlace = places.getOrDefault(other.dbName(), -1);
        return otherPlace >= 0 ? places.getOrDefault(expired.dbName(), -1) < otherPlace : !isLater(expired, other);
    }

    private static boolean isLater(NodeIdentity one, NodeIdentity other) {
        Optional<Long> number = number(one);
        Optional<Long> otherNumber = number(other);
        return number.isPresent()
                && otherNumber.isPresent()
                && directory(one).equals(directory(other))
                && number.get() > otherNumber.get();
    }

    private static String directory(NodeIdentity scan) {
        return scan.dbName().substring(0, scan.dbName().length() - scan.name().length());
    }

    private static Optional<Long> number(NodeIdentity node) {
        return node.type().equals(DataNode.SCAN) && node.name().matches("[0-9]{1,18}_.*")
                ? Optional.of(
                        Long.parseLong(node.name().substring(0, node.name().indexOf('_'))))
                : Optional.empty();
    }

    @Override
    public Map<String, Value> info(DataNode node) {
        return store.info(node);
    }

    @Override
    public List<Long> lengths(List<DataNode.Channel> channels) {
        return store.lengths(channels);
    }

    @Override
    public List<NdArray> read(List<PointRange> ranges) {
        return store.read(ranges);
    }

    @Override
    public void expire(DataNode node) {
        store.expire(node);
    }

    /** What only files have below a node, with the directories above it, in the order of a walk. */
    List<DataNode> onlyInFiles(DataNode directory) {
        List<DataNode> children = children(List.of(directory)).getFirst();
        Set<String> inRedis = store.inRedis(children);
        List<DataNode> below = new ArrayList<>();
        for (DataNode child : children) {
            if (child instanceof DataNode.Container) {
                below.addAll(onlyInFiles(child));
            } else if (!inRedis.contains(child.dbName())) {
                below.add(child);
            }
        }
        if (!below.isEmpty()) {
            below.addFirst(own(directory));
        }
        return below;
    }

    @Override
    public Follower follow(DataNode start, Interest interest) {
        Follower live = store.follow(start, interest);
        return interest.fromNow() || ArchivedStore.isOfScan(start)
                ? live
                : new ArchiveFollower(this, own(start), interest, live);
    }

    @Override
    public void close() {
        store.close();
    }
}
