package bliss4j.data;

import bliss4j.array.NdArray;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.image.ImageSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a tree is kept: Redis, a file, memory. Everything is asked in batches, each answered in as few round trips as the
 * store can. Any thread may ask.
 */
public interface DataStore extends AutoCloseable {
    /** The node with this db_name, if there is one. */
    default Optional<DataNode> node(String dbName) {
        return nodes(List.of(dbName)).getFirst();
    }

    /** The nodes with these db_names, in order, empty where there is none. */
    default List<Optional<DataNode>> nodes(String... dbNames) {
        return nodes(Arrays.asList(dbNames));
    }

    /** The nodes with these db_names, in order, empty where there is none. */
    List<Optional<DataNode>> nodes(List<String> dbNames);

    /**
     * The node of a session, whether it exists or not: so that it can be followed before its first scan.
     *
     * @throws DataException if no session may be called so
     */
    default DataNode.Container session(String name) {
        NodeName.check("session", name);
        return new DataNode.Container(new NodeIdentity(name, name, DataNode.CONTAINER, Optional.empty()), this);
    }

    /** The sessions that have data, by name, also those of other writers; in Redis it looks through all keys for them. */
    List<DataNode> sessions();

    /** For each parent its children in the order of their creation; those that have gone are left out. */
    List<List<DataNode>> children(List<? extends DataNode> parents);

    /**
     * What is known about a node, in no particular order; empty if the node has gone. A field that cannot be read is a
     * {@link Value.Unreadable}; the others are there all the same.
     */
    Map<String, Value> info(DataNode node);

    /** What is known about each of several nodes. */
    default List<Map<String, Value>> infos(List<? extends DataNode> nodes) {
        return nodes.stream().map(this::info).toList();
    }

    /** For each channel how many points were published so far. */
    List<Long> lengths(List<DataNode.Channel> channels);

    /**
     * For each range its points, cut at the last one published.
     *
     * @return arrays of shape (n,) + the channel's shape
     * @throws DataLostException if a point below the last one can no longer be had
     */
    List<NdArray> read(List<PointRange> ranges);

    /** Where the pixels of images may be had, in the order in which to ask; none if this store knows no way. */
    default List<ImageSource> imageSources() {
        return List.of();
    }

    /**
     * The events of a node and all below it: those of what exists, then those to come. The node need not exist yet.
     *
     * @throws DataException if only what comes from now on is wanted, and what is there now cannot be asked for
     */
    Follower follow(DataNode start, Interest interest);

    /**
     * Lets a finished scan expire a whole lifetime from now, with all of it and, an hour later, what is above it; given a
     * node of a scan, that scan. One that runs is left as it is. Nothing is done where nothing expires.
     */
    default void expire(DataNode node) {}

    /** The same tree, in which sessions and directories also list scans that only files still hold. */
    default DataStore archive() {
        return this;
    }

    @Override
    void close();
}
