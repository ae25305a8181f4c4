package bliss4j.data;

import java.time.Duration;
import java.util.Optional;

/**
 * Nodes as they come; a follower of nodes alone. Take them in a {@code for} loop and close it when you have seen enough:
 *
 * <pre>{@code
 * try (NodeWalk scans = session.walkLive(NodeFilter.types("scan"))) {
 *     for (DataNode scan : scans) { … }
 * }
 * }</pre>
 */
public final class NodeWalk implements LiveSequence<DataNode> {
    private final Follower follower;
    private Optional<DataNode> first;

    private NodeWalk(Follower follower, Optional<DataNode> first) {
        this.follower = follower;
        this.first = first;
    }

    static NodeWalk of(DataNode start, Interest interest) {
        return new NodeWalk(start.store().follow(start, interest.onlyNodes()), Optional.empty());
    }

    /** The last node that matches now, then those to come. */
    static NodeWalk fromLast(DataNode start, NodeFilter filter) {
        Interest fresh = Interest.in(filter).onlyNodes().onlyFromNow();
        Optional<DataNode> before = TreeWalk.last(start, filter);
        while (true) {
            Follower follower = start.store().follow(start, fresh);
            Optional<DataNode> after = last(start, filter, follower);
            if (after.equals(before)) {
                return new NodeWalk(follower, after);
            }
            follower.close(); // a node came while we looked: it may be both the last and a new one
            before = after;
        }
    }

    private static Optional<DataNode> last(DataNode start, NodeFilter filter, Follower follower) {
        boolean found = false;
        try {
            Optional<DataNode> last = TreeWalk.last(start, filter);
            found = true;
            return last;
        } finally {
            if (!found) {
                follower.close();
            }
        }
    }

    @Override
    public Optional<DataNode> next() {
        return takeFirst().or(() -> follower.next().map(DataEvent::node));
    }

    @Override
    public Optional<DataNode> next(Duration limit) {
        return takeFirst().or(() -> follower.next(limit).map(DataEvent::node));
    }

    private Optional<DataNode> takeFirst() {
        Optional<DataNode> taken = closed() ? Optional.empty() : first;
        first = Optional.empty();
        return taken;
    }

    @Override
    public void onReady(Runnable action) {
        follower.onReady(action);
    }

    @Override
    public boolean closed() {
        return follower.closed();
    }

    @Override
    public void close() {
        follower.close();
    }
}
