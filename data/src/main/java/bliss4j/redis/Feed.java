package bliss4j.redis;

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

    byte[] key() {
        return switch (kind) {
            case CHILDREN -> Keys.children(dbName);
            case PREPARED -> Keys.prepared(dbName);
            case DATA -> Keys.data(dbName);
            case END -> Keys.end(dbName);
        };
    }
}
