package bliss4j.redis;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.NodeIdentity;
import bliss4j.pickle.PickleReader;
import bliss4j.pickle.PickleWriter;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.LiveSink;
import bliss4j.publish.PublishException;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDescription.PlacedChannel;
import bliss4j.publish.ScanEnd;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Writes one scan into Redis. Every step is one round trip, and every reply is checked. */
final class RedisSink implements LiveSink {
    /** In a scan's info: up to which index each channel is safe in the file, by full name. */
    private static final String DURABLE_INDEX = "durable_index";

    private static final long HOLD_NS = TimeUnit.HOURS.toNanos(1);

    private final RedisServer server;
    private final Retention retention;
    private final List<ChannelStream> streams = new ArrayList<>();
    private @Nullable ScanDescription description;
    private @Nullable Wire wire;
    private Optional<Wire.Identity> lastWire = Optional.empty();
    private long sequence = 1;
    private long heldSince;
    private boolean preparedThere;
    private boolean endThere;

    RedisSink(RedisServer server, Retention retention) {
        this.server = server;
        this.retention = retention;
    }

    @Override
    public String name() {
        return "Redis at " + server.address();
    }

    private Wire wire() {
        if (wire == null) {
            wire = server.openData();
            lastWire = Optional.of(wire.identity());
        }
        return wire;
    }

    private ScanDescription scan() {
        if (description == null) {
            throw new RedisException("no scan was announced");
        }
        return description;
    }

    @Override
    public void announce(ScanDescription description) {
        announceTo(description);
        TakenKeys.refuse(wire(), description);
        makeNodes(description);
    }

    private void makeNodes(ScanDescription description) {
        Wire wire = wire();
        server.register(description);
        holdContainers(wire);
        wire.send(Command.MULTI);
        writeNodes(wire, description);
        announceNodes(wire, description);
        wire.send(Command.EXEC);
        wire.sync();
    }

    @Override
    public List<Long> resume(ScanDescription description) {
        close();
        if (server.isClosed()) {
            throw new PublishException(name() + " is not used any more");
        }
        Optional<Wire.Identity> before = lastWire;
        announceTo(description);
        String dbName = description.scan().dbName();
        Wire wire = wire();
        before.ifPresent(wire::endOther); // what it has not read of our last connection must not come late
        @Nullable Object uid = wire.call(Command.HGET, Keys.info(dbName), Wire.utf8("scan_uid"));
        if (uid == null) {
            // what was written since the server lost everything does not begin at the first point
            wire.call(Command.DEL, keysOf(description).toArray(byte[][]::new));
            preparedThere = false;
            endThere = false;
            makeNodes(description);
        } else if (!PickleReader.read((byte[]) uid).equals(Value.of(description.uid()))) {
            throw new PublishException("node " + dbName + " in " + name() + " belongs to another scan");
        }
        preparedThere = wire.call(Command.XLEN, Keys.prepared(dbName)) instanceof Long length && length > 0;
        endThere = wire.call(Command.XLEN, Keys.end(dbName)) instanceof Long length && length > 0;
        return RedisStore.lengths(
                wire,
                description.channels().stream()
                        .map(placed -> placed.node().dbName())
                        .toList());
    }

    @Override
    public boolean mayPass(DataException failure) {
        return failure instanceof RedisException;
    }

    private void announceTo(ScanDescription description) {
        this.description = description;
        streams.clear();
        description.channels().forEach(placed -> streams.add(new ChannelStream(placed)));
    }

    private void holdContainers(Wire wire) {
        for (NodeIdentity container : scan().draft().directory().containers()) {
            retention.holdContainer(wire, container);
        }
        heldSince = System.nanoTime();
    }

    /** Everything of a node but its announcement. */
    private static void writeNodes(Wire wire, ScanDescription scan) {
        String dbName = scan.scan().dbName();
        writeInfo(wire, dbName, scan.info());
        makeStream(wire, Keys.children(dbName));
        makeStream(wire, Keys.end(dbName));
        makeStream(wire, Keys.prepared(dbName));
        wire.send(Command.HSET, NodeHash.write(scan.scan()));
        for (NodeIdentity device : scan.devices()) {
            makeStream(wire, Keys.children(device.dbName()));
            wire.send(Command.HSET, NodeHash.write(device));
        }
        for (PlacedChannel placed : published(scan)) {
            String channel = placed.node().dbName();
            writeInfo(wire, channel, ScanDescription.channelInfo(placed));
            makeStream(wire, Keys.data(channel));
            wire.send(Command.HSET, NodeHash.write(placed.node()));
        }
    }

    /** Parents before children, a device's channels before the devices below it. */
    private static void announceNodes(Wire wire, ScanDescription scan) {
        scan.ownNodes().forEach(node -> announce(wire, node));
    }

    private static List<PlacedChannel> published(ScanDescription scan) {
        return scan.channels().stream()
                .filter(placed -> placed.channel().published())
                .toList();
    }

    private static void announce(Wire wire, NodeIdentity node) {
        byte[] children = Keys.children(node.parent().orElseThrow());
        wire.send(
                Command.XADD,
                children,
                Wire.utf8("*"),
                Keys.EVENT,
                Keys.NEW_NODE,
                Keys.DB_NAME,
                Keys.node(node.dbName()));
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

    @Override
    public void prepared(Map<String, Value> info) {
        if (endThere) {
            return; // nobody looks at it any more
        }
        ZonedDateTime now = ZonedDateTime.now(scan().draft().start().getZone());
        Wire wire = wire();
        wire.send(Command.MULTI);
        writeInfo(wire, scan().scan().dbName(), info);
        if (!preparedThere) {
            wire.send(
                    Command.XADD,
                    Keys.prepared(scan().scan().dbName()),
                    Wire.utf8("*"),
                    Keys.EVENT,
                    Keys.PREPARED_SCAN,
                    Keys.TIMESTAMP,
                    PickleWriter.pickle(Value.of(ScanEnd.timestamp(now))),
                    Keys.STRTIME,
                    Wire.utf8(ScanEnd.text(now)));
        }
        wire.send(Command.EXEC);
        wire.sync();
        preparedThere = true;
    }

    @Override
    public void append(List<Points> points) {
        Wire wire = wire();
        wire.send(Command.HGET, Keys.node(scan().scan().dbName()), Keys.VERSION_FIELD);
        if (System.nanoTime() - heldSince > HOLD_NS) {
            holdContainers(wire); // another scan below them may have ended and let them expire
        }
        for (Points block : points) {
            sequence = streams.get(block.channel()).send(wire, block, sequence);
        }
        refuseLost(wire.sync());
    }

    @Override
    public void durable(List<Long> ends) {
        if (endThere) {
            return; // the last index is there too
        }
        Map<String, Value> byName = new LinkedHashMap<>();
        for (int i = 0; i < ends.size(); i++) {
            ChannelDescription channel = scan().channels().get(i).channel();
            if (channel.published()) {
                byName.put(channel.fullname(), Value.of(ends.get(i)));
            }
        }
        Wire wire = wire();
        wire.send(Command.HGET, Keys.node(scan().scan().dbName()), Keys.VERSION_FIELD);
        writeInfo(wire, scan().scan().dbName(), Map.of(DURABLE_INDEX, Value.of(byName)));
        refuseLost(wire.sync());
    }

    /** @param replies those of a pipeline that begins with the version of the scan's node */
    private void refuseLost(List<@Nullable Object> replies) {
        if (replies.getFirst() == null) {
            throw new RedisException(
                    name() + " has lost the nodes of " + scan().scan().dbName());
        }
    }

    @Override
    public void flush() {
        // every append is already in Redis
    }

    @Override
    public void end(ScanEnd end) {
        Wire wire = wire();
        if (!endThere) { // else all of it came through, but not the reply
            byte[] expiry = Wire.utf8(retention.scanExpiry());
            wire.send(Command.MULTI);
            writeInfo(wire, scan().scan().dbName(), end.info());
            addEnd(wire, end);
            for (byte[] key : keysOf(scan())) {
                wire.send(Command.PEXPIREAT, key, expiry);
            }
            wire.send(Command.EXEC);
        }
        for (NodeIdentity container : scan().draft().directory().containers()) {
            retention.releaseContainer(wire, container);
        }
        wire.sync();
        close();
    }

    private void addEnd(Wire wire, ScanEnd end) {
        wire.send(
                Command.XADD,
                Keys.end(scan().scan().dbName()),
                Wire.utf8("*"),
                Keys.EVENT,
                Keys.END_SCAN,
                Keys.TIMESTAMP,
                PickleWriter.pickle(Value.of(ScanEnd.timestamp(end.time()))),
                Keys.STRTIME,
                Wire.utf8(ScanEnd.text(end.time())),
                Keys.EXCEPTION,
                PickleWriter.pickle(Value.nothing()));
    }

    /** Every key of a scan and of the nodes below it. */
    private static List<byte[]> keysOf(ScanDescription scan) {
        List<byte[]> keys = new ArrayList<>();
        String dbName = scan.scan().dbName();
        keys.add(Keys.prepared(dbName));
        keys.add(Keys.end(dbName));
        List<NodeIdentity> all = new ArrayList<>(scan.devices());
        all.addFirst(scan.scan());
        published(scan).forEach(placed -> all.add(placed.node()));
        for (NodeIdentity node : all) {
            keys.add(Keys.node(node.dbName()));
            boolean channel = node.type().equals(DataNode.CHANNEL);
            keys.add(channel ? Keys.data(node.dbName()) : Keys.children(node.dbName()));
            if (!node.type().equals(DataNode.DEVICE)) {
                keys.add(Keys.info(node.dbName()));
            }
        }
        return keys;
    }

    @Override
    public void abandon() {
        close();
    }

    private void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}
