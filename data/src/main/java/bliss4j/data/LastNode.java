package bliss4j.data;

import java.util.List;
import java.util.Optional;

/** Finds the node that a walk gives last, from the end: without walking all. */
final class LastNode {
    private LastNode() {}

    static Optional<DataNode> of(DataNode start, NodeFilter filter) {
        return start.store().node(start.dbName()).flatMap(node -> lastOf(node, filter));
    }

    private static Optional<DataNode> lastOf(DataNode node, NodeFilter filter) {
        for (DataNode child :
                TreeWalk.isLeaf(node) ? List.<DataNode>of() : node.children().reversed()) {
            Optional<DataNode> last = lastOf(child, filter);
            if (last.isPresent()) {
                return last;
            }
        }
        return filter.matches(node) ? Optional.of(node) : Optional.empty();
    }
}
