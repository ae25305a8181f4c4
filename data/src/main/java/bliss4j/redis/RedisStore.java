package bliss4j.redis;

import bliss4j.array.NdArray;
import bliss4j.array.Ragged;
import bliss4j.block.Value;
import bliss4j.data.ChannelInfo;
import bliss4j.data.DataLostException;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.Interest;
import bliss4j.data.NodeIdentity;
import bliss4j.data.PointRange;
import bliss4j.pickle.PickleException;
import bliss4j.pickle.PickleReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** The tree as it is in Redis. Any thread may ask; each question takes a connection from a small pool. */
final class RedisStore implements DataStore {
    /** How many commands go into one round trip. */
    private static final int PIPELINE = 1024;
    /** No channel has so many points; ids beyond it are none. */
    private static final long LAST_INDEX = Long.MAX_VALUE - 2;

    private final RedisServer server;
    /** What nodes belong to. */
    private final DataStore owner;

    private final WirePool pool;
    private final StreamReader reader;

    RedisStore(RedisServer server) {
        this(server, Optional.empty());
    }

    /** @param owner the store that this one is a part of, and that nodes belong to */
    RedisStore(RedisServer server, Optional<DataStore> owner) {
        this.server = server;
        this.owner = owner.orElse(this);
        this.pool = new WirePool(server::openData);
        this.reader = new StreamReader(server);
    }

    /** Asks with a connection of the pool. */
    <T> T ask(Function<Wire, T> question) {
        return pool.with(question);
    }

    @Override
    public List<Optional<DataNode>> nodes(List<String> dbNames) {
        return ask(wire -> {
            List<Optional<DataNode>> nodes = new ArrayList<>();
            for (int from = 0; from < dbNames.size(); from += PIPELINE) {
                List<String> some = dbNames.subList(from, Math.min(from + PIPELINE, dbNames.size()));
                some.forEach(dbName -> wire.send(Command.HMGET, NodeKeys.request(dbName)));
                List<@Nullable Object> replies = wire.syncIgnoringOtherKinds();
                for (int i = 0; i < some.size(); i++) {
                    Optional<NodeIdentity> node = NodeKeys.read(some.get(i), replies.get(i));
                    nodes.add(node.map(identity -> DataNode.of(identity, owner)));
                }
            }
            return nodes;
        });
    }

    @Override
    public List<DataNode> sessions() {
        Set<String> names = new TreeSet<>(ask(Roots::of));
        names.addAll(server.sessionNames());
        return nodes(List.copyOf(names)).stream()
                .flatMap(Optional::stream)
                .filter(node -> node instanceof DataNode.Container
                        && node.identity().parent().isEmpty())
                .toList();
    }

    @Override
    public List<List<DataNode>> children(List<? extends DataNode> parents) {
        List<Set<String>> names = ask(wire -> childNames(wire, parents));
        List<String> all = names.stream().flatMap(Set::stream).toList();
        List<Optional<DataNode>> nodes = nodes(all);
        List<List<DataNode>> children = new ArrayList<>();
        int from = 0;
        for (Set<String> some : names) {
            children.add(nodes.subList(from, from + some.size()).stream()
                    .flatMap(Optional::stream)
                    .toList());
            from += some.size();
        }
        return withoutHalves(parents, names, children);
    }

    /** What was announced below a scan and is not there has gone with the scan: half of it is none. */
    private List<List<DataNode>> withoutHalves(
            List<? extends DataNode> parents, List<Set<String>> names, List<List<DataNode>> children) {
        List<Integer> halves = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            boolean ofScan = !parents.get(i).type().equals(DataNode.CONTAINER);
            if (ofScan && children.get(i).size() < names.get(i).size()) {
                halves.add(i);
            }
        }
        if (!halves.isEmpty()) {
            List<Optional<DataNode>> there =
                    nodes(halves.stream().map(i -> parents.get(i).dbName()).toList());
            for (int j = 0; j < halves.size(); j++) {
                if (there.get(j).isEmpty()) {
                    children.set(halves.get(j), List.of());
                }
            }
        }
        return children;
    }

    /** The db_names announced below each parent; one announced again stands where it was announced last. */
    private static List<Set<String>> childNames(Wire wire, List<? extends DataNode> parents) {
        parents.forEach(
                parent -> wire.send(Command.XRANGE, Keys.children(parent.dbName()), Wire.utf8("-"), Wire.utf8("+")));
        List<Set<String>> names = new ArrayList<>();
        for (Object reply : wire.sync()) {
            Set<String> some = new LinkedHashSet<>();
            for (Object entry : entries(reply)) {
                String dbName = StreamReply.text((List<?>) entry, Keys.DB_NAME);
                some.remove(dbName);
                some.add(dbName);
            }
            names.add(some);
        }
        return names;
    }

    private static List<?> entries(@Nullable Object reply) {
        return reply == null ? List.of() : (List<?>) reply;
    }

    /** What the streams hold now, in one round trip: for each feed no news or one. */
    List<List<StreamNews>> history(List<Feed> feeds) {
        return ask(wire -> {
            feeds.forEach(feed -> wire.send(Command.XRANGE, feed.key(), Wire.utf8("-"), Wire.utf8("+")));
            List<List<StreamNews>> all = new ArrayList<>();
            List<@Nullable Object> replies = wire.sync();
            for (int i = 0; i < feeds.size(); i++) {
                List<?> entries = replies.get(i) instanceof List<?> some ? some : List.of();
                all.add(entries.isEmpty() ? List.of() : List.of(StreamNews.of(feeds.get(i), entries)));
            }
            return all;
        });
    }

    @Override
    public Map<String, Value> info(DataNode node) {
        return infos(List.of(node)).getFirst();
    }

    @Override
    public List<Map<String, Value>> infos(List<? extends DataNode> nodes) {
        return ask(wire -> {
            nodes.forEach(node -> wire.send(Command.HGETALL, Keys.info(node.dbName())));
            return wire.sync().stream().map(RedisStore::info).toList();
        });
    }

    private static Map<String, Value> info(@Nullable Object reply) {
        List<?> fields = entries(reply);
        Map<String, Value> info = new LinkedHashMap<>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            info.put(Wire.text(fields.get(i)), field((byte[]) fields.get(i + 1)));
        }
        return info;
    }

    private static Value field(byte[] pickle) {
        try {
            return PickleReader.read(pickle);
        } catch (PickleException e) {
            return new Value.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Which scan it is, empty if its writer did not say. */
    Optional<Value> uid(DataNode.Scan scan) {
        return ask(wire ->
                        Optional.ofNullable(wire.call(Command.HGET, Keys.info(scan.dbName()), Wire.utf8("scan_uid"))))
                .map(pickle -> PickleReader.read((byte[]) pickle));
    }

    @Override
    public List<Long> lengths(List<DataNode.Channel> channels) {
        List<String> dbNames = channels.stream().map(DataNode::dbName).toList();
        return ask(wire -> lengths(wire, dbNames));
    }

    /** For each channel the index after its last point, 0 if it has none. */
    static List<Long> lengths(Wire wire, List<String> dbNames) {
        for (String dbName : dbNames) {
            byte[] key = Keys.data(dbName);
            wire.send(Command.XREVRANGE, key, Wire.utf8("+"), Wire.utf8("-"), Wire.utf8("COUNT"), Wire.utf8(1));
        }
        return wire.sync().stream().map(RedisStore::length).toList();
    }

    private static long length(@Nullable Object reply) {
        List<?> entries = entries(reply);
        if (entries.isEmpty()) {
            return 0;
        }
        List<?> last = (List<?>) entries.getFirst();
        return StreamReply.milliseconds(last) - 1 + Long.parseLong(StreamReply.text(last, Keys.NPOINTS));
    }

    @Override
    public List<NdArray> read(List<PointRange> ranges) {
        List<NdArray> points = new ArrayList<>(readOnce(ranges));
        List<Integer> cut = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            if (missing(ranges.get(i), points.get(i), ranges.get(i).to()) > 0) {
                cut.add(i);
            }
        }
        if (!cut.isEmpty()) {
            readCut(ranges, cut, points);
        }
        return points;
    }

    /** How many points of a range are not there; a range to the end was read to the last entry. */
    private static long missing(PointRange range, NdArray points, long length) {
        return range.to() == PointRange.END ? 0 : Math.min(range.to(), length) - range.from() - points.length();
    }

    /** Where less came than was asked for the channel must end there. */
    private void readCut(List<PointRange> ranges, List<Integer> cut, List<NdArray> points) {
        List<Long> lengths =
                lengths(cut.stream().map(i -> ranges.get(i).channel()).toList());
        for (int j = 0; j < cut.size(); j++) {
            int i = cut.get(j);
            PointRange range = ranges.get(i);
            if (missing(range, points.get(i), lengths.get(j)) > 0) {
                NdArray again = readOnce(List.of(range)).getFirst(); // perhaps they came just now
                points.set(i, again);
                long next = range.from() + again.length();
                if (missing(range, again, lengths.get(j)) > 0) {
                    throw lost(range, next, Math.min(range.to(), lengths.get(j)));
                }
            }
        }
    }

    private List<NdArray> readOnce(List<PointRange> ranges) {
        List<Optional<List<DataEntry>>> found = ask(wire -> entriesOf(wire, ranges, Integer.MAX_VALUE));
        List<Optional<NdArray>> points = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            PointRange range = ranges.get(i);
            List<DataEntry> entries = found.get(i).orElseThrow(() -> lost(range, range.from(), PointRange.END));
            points.add(join(range, entries));
        }
        List<DataNode.Channel> empty = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            if (points.get(i).isEmpty()) {
                empty.add(ranges.get(i).channel());
            }
        }
        Iterator<DataNode.Channel> channels = empty.iterator();
        Iterator<Map<String, Value>> infos =
                empty.isEmpty() ? Collections.emptyIterator() : infos(empty).iterator();
        return points.stream()
                .map(some -> some.orElseGet(() -> ChannelInfo.noPoints(channels.next(), infos.next())))
                .toList();
    }

    /**
     * For each range the entry that holds its first point and those that follow up to its end, in one round trip. Empty for a
     * channel that is gone: it is looked at last, so what was read before may be half of it.
     *
     * @param most how many entries may follow
     */
    static List<Optional<List<DataEntry>>> entriesOf(Wire wire, List<PointRange> ranges, int most) {
        for (PointRange range : ranges) {
            byte[] key = Keys.data(range.channel().dbName());
            long from = Math.min(range.from(), LAST_INDEX);
            byte[] first = Wire.utf8(from + 1);
            byte[] last = Wire.utf8(range.to() > LAST_INDEX ? "+" : Long.toString(range.to()));
            wire.send(Command.XREVRANGE, key, first, Wire.utf8("-"), Wire.utf8("COUNT"), Wire.utf8(1));
            wire.send(Command.XRANGE, key, Wire.utf8(from + 2), last, Wire.utf8("COUNT"), Wire.utf8(most));
            wire.send(Command.EXISTS, Keys.node(range.channel().dbName()));
        }
        List<@Nullable Object> replies = wire.sync();
        List<Optional<List<DataEntry>>> found = new ArrayList<>();
        for (int i = 0; i < replies.size(); i += 3) {
            if (replies.get(i + 2) instanceof Long exists && exists > 0) {
                List<DataEntry> some = new ArrayList<>(DataEntry.readAll(entries(replies.get(i))));
                some.addAll(DataEntry.readAll(entries(replies.get(i + 1))));
                found.add(Optional.of(some));
            } else {
                found.add(Optional.empty());
            }
        }
        return found;
    }

    /** For each channel entries with points that were not told yet, in one round trip. */
    List<Rest> rest(List<ChannelPosition> positions, int most) {
        List<PointRange> rests = positions.stream()
                .map(position -> new PointRange(position.channel(), position.wanted(), PointRange.END))
                .toList();
        List<Optional<List<DataEntry>>> found = ask(wire -> entriesOf(wire, rests, most));
        List<Rest> all = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            ChannelPosition position = positions.get(i);
            all.add(found.get(i)
                    .map(entries -> new Rest(position, entries, false))
                    .orElseGet(() -> Rest.gone(position)));
        }
        return all;
    }

    private Optional<NdArray> join(PointRange range, List<DataEntry> entries) {
        List<NdArray> parts = new ArrayList<>();
        long next = range.from();
        for (DataEntry entry : entries) {
            if (entry.first() > next) {
                throw lost(range, next, Math.min(entry.first(), range.to()));
            }
            NdArray rows = entry.within(next, range.to());
            if (rows.length() > 0) {
                parts.add(rows);
                next += rows.length();
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(Ragged.join(parts));
    }

    private DataLostException lost(PointRange range, long from, long to) {
        String expectedIn = "Redis at " + server.address() + " or the scan's file";
        return new DataLostException(range.channel().dbName(), from, to, expectedIn);
    }

    @Override
    public void expire(DataNode node) {
        Optional<DataNode> scan = Optional.of(node);
        while (scan.isPresent() && !(scan.get() instanceof DataNode.Scan)) {
            scan = scan.get().parent();
        }
        String dbName = scan.orElse(node).dbName();
        ask(wire -> server.ledger().expire(wire, dbName));
    }

    @Override
    public Follower follow(DataNode start, Interest interest) {
        return RedisFollower.of(this, reader, start, interest);
    }

    @Override
    public void close() {
        reader.close();
        pool.close();
    }
}
