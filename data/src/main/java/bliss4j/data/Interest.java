package bliss4j.data;

/**
 * What a follower is told of.
 *
 * @param filter which nodes' events; what does not match is still descended into
 * @param nodesOnly whether it is told of nodes only, not of what happens to them
 * @param fromNow whether what exists already is left out
 */
public record Interest(NodeFilter filter, boolean nodesOnly, boolean fromNow) {
    /** Every event of nodes that match. */
    public static Interest in(NodeFilter filter) {
        return new Interest(filter, false, false);
    }

    public Interest onlyNodes() {
        return new Interest(filter, true, fromNow);
    }

    public Interest onlyFromNow() {
        return new Interest(filter, nodesOnly, true);
    }

    /** Whether a node that appears is told. */
    public boolean wantsNode(DataNode node) {
        return filter.matches(node);
    }

    /** Whether what happens to a node is told. */
    public boolean wantsEventsOf(DataNode node) {
        return !nodesOnly && filter.matches(node);
    }

    /** Whether an event is told. */
    public boolean wants(DataEvent event) {
        return event instanceof DataEvent.NewNode ? wantsNode(event.node()) : wantsEventsOf(event.node());
    }
}
