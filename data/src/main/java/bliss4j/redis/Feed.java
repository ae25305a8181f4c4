package bliss4j.redis;

import bliss4j.data.DataNode;
import java.util.List;

/**
 * One stream of a node that can be followed.
 *
 * @param kind which of the node's streams; their order is that in which news of one reply are told
 * @param dbName the node
 */
record Feed(Kind kind, String dbName) {
    enum Kind {
        CHILDREN,
        PREPARED,
        DATA,
        END
    }

    /** What a node's news come from but for points. The end comes first: if it is there when it is asked for, so is all else. */
    static List<Feed> listsOf(DataNode node) {
        String dbName = node.dbName();
        Feed children = new Feed(Kind.CHILDREN, dbName);
        return node instanceof DataNode.Scan
                ? List.of(new Feed(Kind.END, dbName), new Feed(Kind.PREPARED, dbName), children)
                : List.of(children);
    }

    byte[] key() {
        return switch (kind) {
            case CHILDREN -> Keys.children(dbName);
            case PREPARED -> Keys.prepared(dbName);
            case DATA -> Keys.data(dbName);
            case END -> Keys.end(dbName);
        };
    }
}
