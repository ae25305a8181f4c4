package bliss4j.redis;

import bliss4j.data.NodeIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node's own hash: who it is, and that it is complete. */
final class NodeHash {
    private static final byte[][] FIELDS = fields("version", "node_type", "name", "db_name", "parent");

    private NodeHash() {}

    private static byte[][] fields(String... names) {
        byte[][] fields = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            fields[i] = Wire.utf8(names[i]);
        }
        return fields;
    }

    /** The arguments of the HMGET whose reply {@link #read} takes. */
    static byte[][] request(String dbName) {
        byte[][] arguments = new byte[FIELDS.length + 1][];
        arguments[0] = Keys.node(dbName);
        System.arraycopy(FIELDS, 0, arguments, 1, FIELDS.length);
        return arguments;
    }

    /** The arguments of the HSET that makes the node complete: version last. */
    static byte[][] write(NodeIdentity node) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Keys.node(node.dbName()));
        add(arguments, "node_type", node.type());
        add(arguments, "name", node.name());
        add(arguments, "db_name", node.dbName());
        node.parent().ifPresent(parent -> add(arguments, "parent", parent));
        add(arguments, "version", Keys.VERSION);
        return arguments.toArray(byte[][]::new);
    }

    private static void add(List<byte[]> arguments, String field, String value) {
        arguments.add(Wire.utf8(field));
        arguments.add(Wire.utf8(value));
    }

    /** The node of an HMGET reply, empty if there is none, it is not complete, or of another major version. */
    static Optional<NodeIdentity> read(String dbName, @Nullable Object reply) {
        List<?> fields = (List<?>) reply;
        if (fields == null
                || fields.getFirst() == null
                || !Wire.text(fields.getFirst()).startsWith("v1.")) {
            return Optional.empty();
        }
        String type = fields.get(1) == null ? "container" : Wire.text(fields.get(1));
        String name = fields.get(2) == null ? dbName : Wire.text(fields.get(2));
        Optional<String> parent = Optional.ofNullable(fields.get(4)).map(Wire::text);
        return Optional.of(new NodeIdentity(shortName(type, name), dbName, type, parent));
    }

    /** Other writers store a channel's full name: {@code axis:roby}. */
    private static String shortName(String type, String name) {
        boolean channel = type.equals("channel") || type.equals("lima") || type.equals("node_ref_channel");
        return channel ? name.substring(name.lastIndexOf(':') + 1) : name;
    }
}
