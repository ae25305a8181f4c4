package bliss4j.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Depth first over what exists now. When the children of a node are needed, those of the nodes that come after it are asked
 * for in the same batch, as far as the tree is known: the order stays, and the round trips are a few for a thousand nodes,
 * whatever the depth. Batches grow, so that whoever wants the first node only does not pay for all.
 */
final class TreeWalk implements Iterator<DataNode> {
    private static final int FIRST_BATCH = 32;
    private static final int LARGEST_BATCH = 1024;

    private final DataStore store;
    /** What is still to come, the next node on top. */
    private final Deque<DataNode> pending = new ArrayDeque<>();
    /** Children that a batch has brought before their parent's turn. */
    private final Map<String, List<DataNode>> fetched = new HashMap<>();

    private int batchSize = FIRST_BATCH;

    private TreeWalk(DataNode start) {
        store = start.store();
        store.node(start.dbName()).ifPresent(pending::push);
    }

    static Stream<DataNode> of(DataNode start) {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new TreeWalk(start), traits), false);
    }

    /** The node that a walk would give last, found from the end. */
    static Optional<DataNode> last(DataNode start, NodeFilter filter) {
        return start.store().node(start.dbName()).flatMap(node -> lastBelow(node, filter));
    }

    private static Optional<DataNode> lastBelow(DataNode node, NodeFilter filter) {
        List<DataNode> children = isLeaf(node) ? List.of() : node.children();
        for (DataNode child : children.reversed()) {
            Optional<DataNode> last = lastBelow(child, filter);
            if (last.isPresent()) {
                return last;
            }
        }
        return filter.matches(node) ? Optional.of(node) : Optional.empty();
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty();
    }

    @Override
    public DataNode next() {
        if (pending.isEmpty()) {
            throw new NoSuchElementException("the walk is over");
        }
        DataNode node = pending.pop();
        if (isLeaf(node)) {
            return node;
        }
        List<DataNode> children = fetched.remove(node.dbName());
        if (children == null) {
            fetch(node);
            children = fetched.remove(node.dbName());
        }
        if (children != null) {
            children.reversed().forEach(pending::push);
        }
        return node;
    }

    /** Whether a node has never children. */
    static boolean isLeaf(DataNode node) {
        return switch (node) {
            case DataNode.Container container -> false;
            case DataNode.Scan scan -> false;
            case DataNode.Channel channel -> true;
            case DataNode.Image image -> true;
        };
    }

    /** Asks for the children of {@code node} and of what will come after it, as far as that is known. */
    private void fetch(DataNode node) {
        List<DataNode> batch = new ArrayList<>();
        batch.add(node);
        for (Iterator<DataNode> later = pending.iterator(); later.hasNext() && batch.size() < batchSize; ) {
            gather(later.next(), batch);
        }
        batchSize = Math.min(2 * batchSize, LARGEST_BATCH);
        List<List<DataNode>> answers = store.children(batch);
        for (int i = 0; i < batch.size(); i++) {
            fetched.put(batch.get(i).dbName(), answers.get(i));
        }
    }

    /** Adds to a batch the first nodes of what is known at and below {@code node} whose children are not known. */
    private void gather(DataNode node, List<DataNode> batch) {
        if (isLeaf(node) || batch.size() == batchSize) {
            return;
        }
        List<DataNode> children = fetched.get(node.dbName());
        if (children == null) {
            batch.add(node);
        } else {
            children.forEach(child -> gather(child, batch));
        }
    }
}
