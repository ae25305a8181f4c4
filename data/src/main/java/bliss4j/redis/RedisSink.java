package bliss4j.redis;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.NodeIdentity;
import bliss4j.pickle.PickleReader;
import bliss4j.pickle.PickleWriter;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.LiveSink;
import bliss4j.publish.PublishException;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/** Writes one scan into Redis. Every step is one round trip, and every reply is checked. */
final class RedisSink implements LiveSink {
    /** In a scan's info: up to which index each channel is safe in the file, by full name. */
    private static final Logger LOG = LoggerFactory.getLogger(RedisSink.class);

    private static final String DURABLE_INDEX = "durable_index";

    private final RedisServer server;
    private final Ledger ledger;
    private final Room room;
    private final List<ChannelStream> streams = new ArrayList<>();
    private @Nullable ScanDescription description;
    private @Nullable Wire wire;
    private Optional<Wire.Identity> lastWire = Optional.empty();
    /** By the node of a channel, the index after the last point that the file holds durably. */
    private final Map<String, Long> held = new LinkedHashMap<>();

    private long sequence = 1;
    private long unreported;
    private long beatAt;
    private boolean preparedThere;
    private boolean endThere;

    RedisSink(RedisServer server, Retention retention) {
        this.server = server;
        this.ledger = new Ledger(retention);
        this.room = new Room(retention);
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

    private Ledger.Lease lease() {
        return new Ledger.Lease(dbName(), scan().uid());
    }

    private String dbName() {
        return scan().scan().dbName();
    }

    @Override
    public Optional<String> concern(ScanDescription description) {
        return room.concern(description);
    }

    @Override
    public void announce(ScanDescription description) {
        announceTo(description);
        TakenKeys.refuse(wire(), description);
        room.with(wire(), () -> makeNodes(description));
    }

    private void makeNodes(ScanDescription description) {
        Wire wire = wire();
        server.register(description);
        takeLease(wire, description);
        holdContainers(wire);
        wire.send(Command.MULTI);
        NodeKeys.write(wire, description);
        Ledger.sign(wire, dbName(), description.uid());
        NodeKeys.announce(wire, description);
        wire.send(Command.EXEC);
        wire.sync();
    }

    private void takeLease(Wire wire, ScanDescription description) {
        if (!ledger.take(wire, description.scan(), description.uid(), ThisProcess.NAME)) {
            throw new PublishException.Revoked(
                    "scan " + dbName() + " was ended by another process, since for more than "
                            + ledger.retention().lease().toMillis() / 1000.0
                            + " s nothing was heard of this one: it stood still, or could not reach " + name());
        }
        beatAt = System.nanoTime();
    }

    @Override
    public List<Long> resume(ScanDescription description) {
        close();
        if (server.isClosed()) {
            throw new PublishException(name() + " is not used any more");
        }
        Optional<Wire.Identity> before = lastWire;
        announceTo(description);
        Wire wire = wire();
        before.ifPresent(wire::endOther); // what it has not read of our last connection must not come late
        @Nullable Object uid = wire.call(Command.HGET, Keys.info(dbName()), Wire.utf8("scan_uid"));
        if (uid != null && !PickleReader.read((byte[]) uid).equals(Value.of(description.uid()))) {
            throw new PublishException("node " + dbName() + " in " + name() + " belongs to another scan");
        }
        takeLease(wire, description);
        if (uid == null) {
            // what was written since the server lost everything does not begin at the first point
            wire.call(Command.DEL, NodeKeys.of(description).toArray(byte[][]::new));
            room.with(wire, () -> makeNodes(description));
        } else {
            wire.send(Command.HSET, NodeKeys.hash(description.scan()));
            Ledger.sign(wire, dbName(), description.uid());
            holdContainers(wire);
            wire.sync();
        }
        preparedThere = wire.call(Command.XLEN, Keys.prepared(dbName())) instanceof Long length && length > 0;
        endThere = wire.call(Command.XLEN, Keys.end(dbName())) instanceof Long length && length > 0;
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
        description
                .channels()
                .forEach(placed -> streams.add(new ChannelStream(placed.node().dbName(), placed.channel())));
    }

    private void holdContainers(Wire wire) {
        for (NodeIdentity container : scan().draft().directory().containers()) {
            Ledger.hold(wire, container);
        }
    }

    @Override
    public void prepared(Map<String, Value> info) {
        if (endThere) {
            return; // nobody looks at it any more
        }
        ZonedDateTime now = ZonedDateTime.now(scan().draft().start().getZone());
        byte[][] entry = preparedThere
                ? new byte[0][]
                : mark(Keys.PREPARED_SCAN, Value.of(ScanEnd.timestamp(now)), ScanEnd.text(now));
        update(Keys.PREPARED_ENDING, info, entry);
        preparedThere = true;
    }

    /** The fields of the entry that says that a scan is prepared, or over. */
    static byte[][] mark(byte[] event, Value timestamp, String text) {
        List<byte[]> fields = new ArrayList<>(List.of(
                Keys.EVENT, event, Keys.TIMESTAMP, PickleWriter.pickle(timestamp), Keys.STRTIME, Wire.utf8(text)));
        if (Arrays.equals(event, Keys.END_SCAN)) {
            fields.addAll(List.of(Keys.EXCEPTION, PickleWriter.pickle(Value.nothing())));
        }
        return fields.toArray(byte[][]::new);
    }

    private void update(String ending, Map<String, Value> info, byte[]... entry) {
        room.with(wire(), () -> {
            if (!ledger.update(wire(), lease(), ending, info, entry)) {
                throw lost();
            }
        });
    }

    private RedisException lost() {
        return new RedisException(name() + " has lost the nodes of " + dbName());
    }

    @Override
    public void append(List<Points> points) {
        if (dueInNs() <= 0 || unreported > ledger.retention().reportBytes()) {
            due();
        }
        Wire wire = wire();
        wire.send(Command.MULTI); // all or nothing: a later block must not be there without an earlier one
        Ledger.askOwner(wire, dbName());
        for (Points block : points) {
            ChannelStream stream = streams.get(block.channel());
            sequence = stream.send(wire, block, sequence);
            unreported += stream.takeBytes();
        }
        try {
            List<?> replies = executed(wire);
            if (!scan().uid().equals(Wire.text(replies.getFirst())) || replies.contains(null)) {
                throw lost();
            }
        } catch (RedisException e) {
            if (room.afterRefusal(wire, e).filter(freed -> freed == 0).isPresent()) {
                trim(wire);
            }
            throw e; // nothing was written
        }
    }

    /** Ends a transaction and gives the replies of what was in it. */
    private List<?> executed(Wire wire) {
        wire.send(Command.EXEC);
        if (wire.sync().getLast() instanceof List<?> replies) {
            return replies;
        }
        throw lost();
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
                held.put(scan().channels().get(i).node().dbName(), ends.get(i));
            }
        }
        update(Keys.PREPARED_ENDING, Map.of(DURABLE_INDEX, Value.of(byName)));
    }

    @Override
    public long dueInNs() {
        return wire == null || description == null ? Long.MAX_VALUE : beatInNs();
    }

    private long beatInNs() {
        return beatAt + ledger.retention().beat().toNanos() - System.nanoTime();
    }

    /** Says that the scan lives, and makes room for what it writes. */
    @Override
    public void due() {
        Wire wire = wire();
        boolean beat = beatInNs() <= 0;
        long total = ledger.beat(wire, lease(), unreported).orElseThrow(this::lost);
        unreported = 0;
        if (beat) {
            beatAt = System.nanoTime();
            holdContainers(wire); // another scan below them may have ended and let them expire
            wire.sync();
        }
        if (!room.keep(wire, total)) {
            trim(wire);
        }
    }

    /** No finished scan is left: points go that the file holds and readers find there. */
    private void trim(Wire wire) {
        if (!held.isEmpty()) {
            long left = Ledger.trim(wire, lease(), held).orElseThrow(this::lost);
            LOG.debug("{}: points that the file holds are let go of, {} bytes left of all scans", dbName(), left);
        }
    }

    @Override
    public void flush() {
        // every append is already in Redis
    }

    @Override
    public void end(ScanEnd end) {
        byte[][] entry = endThere
                ? new byte[0][]
                : mark(Keys.END_SCAN, Value.of(ScanEnd.timestamp(end.time())), ScanEnd.text(end.time()));
        // if it is there all of it came through, but not the reply: what it says is not said again
        update(Keys.END_ENDING, endThere ? Map.of() : end.info(), entry);
        close();
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
