package bliss4j.memory;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import bliss4j.data.ChannelInfo;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import bliss4j.data.NodeIdentity;
import bliss4j.data.PointRange;
import bliss4j.publish.ScanSink;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree in memory: for tests, and for scans that are played without Redis. Any thread may write through {@link #sink}, ask
 * and follow; it lasts as long as it is referred to, and grows with every point.
 */
public final class MemoryStore implements DataStore {
    /** In the order of creation. Guarded by itself, as are the entries; events are logged while it is held. */
    private final Map<String, MemoryNode> nodes = new LinkedHashMap<>();

    private final EventLog log = new EventLog();

    /** What writes one scan into this store. */
    public ScanSink sink() {
        return new MemorySink(this);
    }

    @Override
    public List<Optional<DataNode>> nodes(List<String> dbNames) {
        synchronized (nodes) {
            return dbNames.stream()
                    .map(dbName -> Optional.ofNullable(nodes.get(dbName)).map(this::dataNode))
                    .toList();
        }
    }

    private DataNode dataNode(MemoryNode node) {
        return DataNode.of(node.identity(), this);
    }

    @Override
    public List<DataNode> sessions() {
        synchronized (nodes) {
            return nodes.values().stream()
                    .filter(node -> node.identity().parent().isEmpty())
                    .map(this::dataNode)
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        }
    }

    @Override
    public List<List<DataNode>> children(List<? extends DataNode> parents) {
        synchronized (nodes) {
            return parents.stream().map(this::children).toList();
        }
    }

    private List<DataNode> children(DataNode parent) {
        Optional<String> above = Optional.of(parent.dbName());
        return nodes.values().stream()
                .filter(node -> node.identity().parent().equals(above))
                .map(this::dataNode)
                .toList();
    }

    @Override
    public Map<String, Value> info(DataNode node) {
        synchronized (nodes) {
            MemoryNode found = nodes.get(node.dbName());
            return found == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(found.info()));
        }
    }

    @Override
    public List<Long> lengths(List<DataNode.Channel> channels) {
        synchronized (nodes) {
            return channels.stream()
                    .map(channel -> Optional.ofNullable(nodes.get(channel.dbName())))
                    .map(found -> found.map(MemoryNode::length).orElse(0L))
                    .toList();
        }
    }

    @Override
    public List<NdArray> read(List<PointRange> ranges) {
        synchronized (nodes) {
            return ranges.stream().map(this::read).toList();
        }
    }

    private NdArray read(PointRange range) {
        DataNode.Channel channel = range.channel();
        return Optional.ofNullable(nodes.get(channel.dbName()))
                .flatMap(found -> found.read(range.from(), range.to()))
                .orElseGet(() -> ChannelInfo.noPoints(channel, info(channel)));
    }

    @Override
    public Follower follow(DataNode start, Interest interest) {
        return new MemoryFollower(log, start, interest);
    }

    /** Makes a node if it is not there. */
    void make(NodeIdentity identity, Map<String, Value> info) {
        synchronized (nodes) {
            if (!nodes.containsKey(identity.dbName())) {
                MemoryNode made = new MemoryNode(identity);
                made.info().putAll(info);
                nodes.put(identity.dbName(), made);
                log.add(new DataEvent.NewNode(dataNode(made)));
            }
        }
    }

    void describe(NodeIdentity identity, Map<String, Value> info) {
        synchronized (nodes) {
            there(identity).info().putAll(info);
        }
    }

    void append(NodeIdentity identity, long first, NdArray points) {
        synchronized (nodes) {
            MemoryNode node = there(identity);
            node.append(first, points);
            log.add(DataEvent.newPoints(new DataNode.Channel(identity, this), first, points));
        }
    }

    void tell(DataEvent event) {
        synchronized (nodes) {
            log.add(event);
        }
    }

    private MemoryNode there(NodeIdentity identity) {
        MemoryNode node = nodes.get(identity.dbName());
        if (node == null) {
            throw new IllegalStateException(identity.dbName() + " was not announced");
        }
        return node;
    }

    /** Closes every follower; what is there can still be read. */
    @Override
    public void close() {
        log.close();
    }
}
