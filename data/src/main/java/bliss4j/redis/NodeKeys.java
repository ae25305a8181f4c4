package bliss4j.redis;

import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.NodeIdentity;
import bliss4j.image.ImageAcquisition;
import bliss4j.pickle.PickleWriter;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDescription.PlacedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** What a node has in Redis when it is made: its hash, which says that it is complete, its info and its streams. */
final class NodeKeys {
    /** How long it is known which acquisition a camera's server takes; V21's clients ask. */
    private static final byte[] WEEK_IN_SECONDS = Wire.utf8(7 * 24 * 3600);

    private static final byte[][] FIELDS = fields("version", "node_type", "name", "db_name", "parent");

    private NodeKeys() {}

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
    static byte[][] hash(NodeIdentity node) {
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

    /** Queues everything of a scan's nodes but their announcement. */
    static void write(Wire wire, ScanDescription scan) {
        String dbName = scan.scan().dbName();
        writeInfo(wire, dbName, scan.info());
        makeStream(wire, Keys.children(dbName));
        makeStream(wire, Keys.end(dbName));
        makeStream(wire, Keys.prepared(dbName));
        wire.send(Command.HSET, hash(scan.scan()));
        for (NodeIdentity device : scan.devices()) {
            makeStream(wire, Keys.children(device.dbName()));
            wire.send(Command.HSET, hash(device));
        }
        for (PlacedChannel placed : published(scan)) {
            String channel = placed.node().dbName();
            writeInfo(wire, channel, ScanDescription.channelInfo(placed));
            makeStream(wire, Keys.data(channel));
            placed.channel().images().ifPresent(images -> writeReference(wire, channel, images));
            wire.send(Command.HSET, hash(placed.node()));
        }
    }

    private static void writeReference(Wire wire, String channel, ImageAcquisition images) {
        wire.send(Command.RPUSH, Keys.dataRef(channel), PickleWriter.pickle(Value.of(images.description())));
        if (!images.server().isEmpty()) {
            wire.send(
                    Command.SET,
                    Wire.utf8(images.server()),
                    Wire.utf8(images.number()),
                    Wire.utf8("EX"),
                    WEEK_IN_SECONDS);
        }
    }

    private static List<PlacedChannel> published(ScanDescription scan) {
        return scan.channels().stream()
                .filter(placed -> placed.channel().published())
                .toList();
    }

    private static void makeStream(Wire wire, byte[] key) {
        wire.send(Command.XADD, key, Wire.utf8("0-1"), Wire.utf8("key"), Wire.utf8("value"));
        wire.send(Command.XDEL, key, Wire.utf8("0-1"));
    }

    private static void writeInfo(Wire wire, String dbName, Map<String, Value> info) {
        if (info.isEmpty()) {
            return;
        }
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Keys.info(dbName));
        info.forEach((field, value) -> {
            arguments.add(Wire.utf8(field));
            arguments.add(PickleWriter.pickle(value));
        });
        wire.send(Command.HSET, arguments.toArray(byte[][]::new));
    }

    /** Queues the announcement of a scan's nodes: parents before children, a device's channels before the devices below it. */
    static void announce(Wire wire, ScanDescription scan) {
        for (NodeIdentity node : scan.ownNodes()) {
            byte[] children = Keys.children(node.parent().orElseThrow());
            byte[] dbName = Keys.node(node.dbName());
            wire.send(Command.XADD, children, Wire.utf8("*"), Keys.EVENT, Keys.NEW_NODE, Keys.DB_NAME, dbName);
        }
    }

    /** Every key of a scan and of the nodes below it. */
    static List<byte[]> of(ScanDescription scan) {
        List<byte[]> keys = new ArrayList<>();
        String dbName = scan.scan().dbName();
        keys.add(Keys.prepared(dbName));
        keys.add(Keys.end(dbName));
        List<NodeIdentity> all = new ArrayList<>(scan.devices());
        all.addFirst(scan.scan());
        published(scan).forEach(placed -> all.add(placed.node()));
        for (NodeIdentity node : all) {
            keys.add(Keys.node(node.dbName()));
            keys.add(node.isChannel() ? Keys.data(node.dbName()) : Keys.children(node.dbName()));
            if (node.type().equals(DataNode.IMAGE)) {
                keys.add(Keys.dataRef(node.dbName()));
            }
            if (!node.type().equals(DataNode.DEVICE)) {
                keys.add(Keys.info(node.dbName()));
            }
        }
        return keys;
    }
}
