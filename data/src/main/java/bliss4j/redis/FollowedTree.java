package bliss4j.redis;

import bliss4j.block.DataException;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.PointRange;
import bliss4j.redis.FollowStep.End;
import bliss4j.redis.FollowStep.Fill;
import bliss4j.redis.FollowStep.Look;
import bliss4j.redis.FollowStep.Tell;
import bliss4j.redis.FollowStep.Visit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * What one follower knows of its part of the tree, and the steps that tell the rest: first what exists, depth first, then
 * what comes. A stream is always read up to some id and then subscribed from that id, so there is no gap between history
 * and live; what is told twice on the wire is told once, because nodes are remembered and channels have a position. For the
 * follower's thread.
 */
final class FollowedTree {
    /** How many entries of a channel are fetched at a time. */
    private static final int SLICE = 256;
    /** The character behind the colon: what starts with {@code name:} is before {@code name;}. */
    private static final String AFTER_COLON = ";";

    private final RedisStore store;
    private final StreamReader reader;
    private final Inbox inbox;
    private final NodeFilter filter;

    private final Deque<FollowStep> steps = new ArrayDeque<>();
    /** Nodes that were told, but for those below scans that have ended. */
    private final NavigableSet<String> known = new TreeSet<>();
    /** Nodes below which more may come, parents first. */
    private final NavigableMap<String, DataNode> open = new TreeMap<>();

    private final NavigableMap<String, ChannelPosition> channels = new TreeMap<>();
    private final Set<String> prepared = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private String root = "";

    FollowedTree(RedisStore store, StreamReader reader, Inbox inbox, NodeFilter filter) {
        this.store = store;
        this.reader = reader;
        this.inbox = inbox;
        this.filter = filter;
    }

    void start(DataNode node) {
        root = node.dbName();
        steps.push(new Visit(node, true));
    }

    /** Whether there is something to do without waiting for news. */
    boolean busy() {
        return !steps.isEmpty();
    }

    void news(List<StreamNews> news) {
        steps.push(new Tell(news));
    }

    /** Plans to look at everything again, because news were lost. */
    void lookAgain() {
        steps.push(new FollowStep.LookAgain());
    }

    private void planLookAgain() {
        forgetTheGone();
        List<FollowStep> plan = new ArrayList<>();
        open.values().forEach(node -> plan.add(new Look(node, true, true)));
        channels.values().forEach(channel -> plan.add(new Fill(channel)));
        push(plan);
    }

    /** What Redis has no longer may come again under the same name, and is new then. */
    private void forgetTheGone() {
        List<String> names = List.copyOf(known);
        List<Optional<DataNode>> there = store.nodes(names);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (there.get(i).isEmpty() && !name.equals(root)) {
                known.remove(name);
                ended.remove(name);
                prepared.remove(name);
                channels.remove(name);
                open.remove(name);
            }
        }
    }

    /**
     * Does one step.
     *
     * @param events takes the events it brings, perhaps none
     * @throws RedisException if Redis could not be asked; the step is still to be done, and will not tell twice
     * @throws DataException if Redis holds what cannot be read; the rest is told by further steps
     */
    void step(Collection<DataEvent> events) {
        FollowStep step = steps.pop();
        try {
            switch (step) {
                case Visit visit -> visit(visit, events);
                case Look look -> look(look, events);
                case Fill fill -> fill(fill.channel(), events);
                case Tell tell -> tell(tell.news(), events);
                case End end -> end(end.scan(), events);
                case FollowStep.LookAgain again -> planLookAgain();
            }
        } catch (RedisException e) {
            steps.push(step);
            throw e;
        }
    }

    private boolean wanted(DataNode node) {
        return filter.matches(node);
    }

    private void visit(Visit visit, Collection<DataEvent> events) {
        DataNode node = visit.node();
        if (!known.add(node.dbName())) {
            return; // it was planned twice
        }
        boolean wanted = wanted(node);
        if (wanted) {
            events.add(new DataEvent.NewNode(node));
        }
        switch (node) {
            case DataNode.Channel channel -> {
                if (wanted) {
                    ChannelPosition position = new ChannelPosition(channel, visit.live());
                    channels.put(node.dbName(), position);
                    steps.push(new Fill(position));
                }
            }
            case DataNode.Container container -> steps.push(new Look(node, visit.live(), false));
            case DataNode.Scan scan -> steps.push(new Look(node, visit.live(), false));
            case DataNode.Image image -> {}
        }
    }

    /** Reads a node's lists, plans visits of what is new below it, and listens for more. */
    private void look(Look look, Collection<DataEvent> events) {
        DataNode node = look.node();
        List<Feed> feeds = feeds(node);
        List<List<StreamNews>> history = history(feeds);
        boolean ended =
                history.stream().flatMap(List::stream).anyMatch(news -> news.feed().kind() == Feed.Kind.END);
        boolean live = look.live() && !ended;
        List<FollowStep> below = new ArrayList<>();
        for (StreamNews news : history.stream().flatMap(List::stream).toList()) {
            if (news.feed().kind() == Feed.Kind.PREPARED) {
                tellPrepared(node, events);
            }
            below.addAll(visits(news.children(), live));
        }
        if (live) {
            open.put(node.dbName(), node);
            listen(feeds, history);
        }
        if (ended && node instanceof DataNode.Scan scan) {
            if (look.again()) {
                steps.addLast(new End(scan)); // other nodes of it are still to be looked at
            } else {
                steps.push(new End(scan));
            }
        }
        push(below);
    }

    private void push(List<FollowStep> plan) {
        plan.reversed().forEach(steps::push);
    }

    /** The end comes first: if it is there when it is asked for, then so is all the rest. */
    private static List<Feed> feeds(DataNode node) {
        String dbName = node.dbName();
        Feed children = new Feed(Feed.Kind.CHILDREN, dbName);
        return node instanceof DataNode.Scan
                ? List.of(new Feed(Feed.Kind.END, dbName), new Feed(Feed.Kind.PREPARED, dbName), children)
                : List.of(children);
    }

    /** What the streams hold now, in one round trip: for each feed no news or one. */
    private List<List<StreamNews>> history(List<Feed> feeds) {
        return store.ask(wire -> {
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

    private void listen(List<Feed> feeds, List<List<StreamNews>> history) {
        List<StreamId> from = history.stream()
                .map(some -> some.isEmpty() ? StreamId.START : some.getLast().last())
                .toList();
        List<StreamId> read = reader.subscribe(feeds, from, inbox);
        for (int i = 0; i < feeds.size(); i++) {
            if (read.get(i).compareTo(from.get(i)) > 0) {
                // the reader was ahead: what lies between went to others before we listened
                steps.push(new Tell(history(List.of(feeds.get(i))).getFirst()));
            }
        }
    }

    /** A visit for each child that is not known yet. */
    private List<FollowStep> visits(List<String> children, boolean live) {
        List<String> fresh = children.stream()
                .filter(child -> !known.contains(child))
                .distinct()
                .toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<FollowStep> visits = new ArrayList<>();
        for (Optional<DataNode> node : store.nodes(fresh)) {
            node.ifPresent(there -> visits.add(new Visit(there, live)));
        }
        return visits;
    }

    private void fill(ChannelPosition position, Collection<DataEvent> events) {
        DataNode.Channel channel = position.channel();
        if (!channels.containsKey(channel.dbName())) {
            return; // its scan has ended meanwhile
        }
        List<DataEntry> entries = rest(List.of(position), SLICE).getFirst();
        entries.forEach(entry -> events.addAll(position.tell(entry)));
        StreamId last = entries.isEmpty()
                ? StreamId.START
                : new StreamId(entries.getLast().first() + 1, 0);
        if (entries.size() >= SLICE) {
            steps.push(new Fill(position));
        } else if (position.live()) {
            Feed feed = new Feed(Feed.Kind.DATA, channel.dbName());
            StreamId read =
                    reader.subscribe(List.of(feed), List.of(last), inbox).getFirst();
            if (read.compareTo(last) > 0) {
                steps.push(new Fill(position));
            }
        } else {
            channels.remove(channel.dbName());
        }
    }

    private void tell(List<StreamNews> news, Collection<DataEvent> events) {
        refuseUnreadable(news);
        List<String> children = new ArrayList<>();
        List<StreamNews> rest = new ArrayList<>();
        for (StreamNews one : news) {
            if (one.feed().kind() != Feed.Kind.CHILDREN) {
                rest.add(one);
            } else if (open.containsKey(one.feed().dbName())) { // else it came late, from a scan that has ended
                children.addAll(one.children());
            }
        }
        List<FollowStep> below = visits(children, true);
        if (!below.isEmpty()) {
            steps.push(new Tell(rest));
            push(below);
            return;
        }
        tellData(rest, events);
        for (StreamNews one : rest) {
            DataNode node = open.get(one.feed().dbName());
            if (node != null && one.feed().kind() == Feed.Kind.PREPARED) {
                tellPrepared(node, events);
            }
            if (node instanceof DataNode.Scan scan && one.feed().kind() == Feed.Kind.END) {
                steps.addLast(new End(scan));
            }
        }
    }

    /** Says what cannot be read, once; a channel that holds it is not followed further, all other news are. */
    private void refuseUnreadable(List<StreamNews> news) {
        for (StreamNews one : news) {
            if (one.problem().isPresent()) {
                List<StreamNews> others = new ArrayList<>(news);
                others.remove(one);
                steps.push(new Tell(others));
                if (one.feed().kind() == Feed.Kind.DATA) {
                    channels.remove(one.feed().dbName());
                }
                throw one.problem().get();
            }
        }
    }

    /** Points of all channels in the order in which they were published. */
    private void tellData(List<StreamNews> news, Collection<DataEvent> events) {
        record Told(ChannelPosition position, DataEntry entry) {}
        List<Told> all = new ArrayList<>();
        for (StreamNews one : news) {
            ChannelPosition position = channels.get(one.feed().dbName());
            if (position != null && one.feed().kind() == Feed.Kind.DATA) {
                one.data().forEach(entry -> all.add(new Told(position, entry)));
            }
        }
        all.sort(Comparator.comparingLong(told -> told.entry().sequence()));
        for (Told told : all) {
            if (told.entry().first() > told.position().next()) {
                steps.addFirst(new Fill(told.position()));
            } else {
                events.addAll(told.position().tell(told.entry()));
            }
        }
    }

    private void tellPrepared(DataNode node, Collection<DataEvent> events) {
        if (node instanceof DataNode.Scan scan && prepared.add(node.dbName()) && wanted(node)) {
            events.add(new DataEvent.ScanPrepared(scan));
        }
    }

    /** The last points of each channel, then the end; nothing of this scan is listened to any more. */
    private void end(DataNode.Scan scan, Collection<DataEvent> events) {
        if (ended.contains(scan.dbName())) {
            return;
        }
        NavigableMap<String, ChannelPosition> below = below(channels, scan);
        List<ChannelPosition> positions = List.copyOf(below.values());
        List<List<DataEntry>> rests = rest(positions, Integer.MAX_VALUE);
        for (int i = 0; i < positions.size(); i++) {
            ChannelPosition position = positions.get(i);
            rests.get(i).forEach(entry -> events.addAll(position.tell(entry)));
        }
        List<Feed> over = new ArrayList<>(feeds(scan));
        below.keySet().forEach(name -> over.add(new Feed(Feed.Kind.DATA, name)));
        below(open, scan).keySet().forEach(name -> over.add(new Feed(Feed.Kind.CHILDREN, name)));
        reader.unsubscribe(over, inbox);
        below.clear();
        below(open, scan).clear();
        open.remove(scan.dbName());
        known.subSet(scan.dbName() + ":", scan.dbName() + AFTER_COLON).clear();
        prepared.remove(scan.dbName());
        ended.add(scan.dbName());
        if (wanted(scan)) {
            events.add(new DataEvent.EndScan(scan));
        }
    }

    /** What belongs to nodes below the scan. */
    private static <T> NavigableMap<String, T> below(NavigableMap<String, T> byName, DataNode scan) {
        return byName.subMap(scan.dbName() + ":", true, scan.dbName() + AFTER_COLON, false);
    }

    /** For each channel entries with points that were not told yet, in one round trip. */
    private List<List<DataEntry>> rest(List<ChannelPosition> positions, int most) {
        List<PointRange> rests = positions.stream()
                .map(position -> new PointRange(position.channel(), position.next(), PointRange.END))
                .toList();
        return store.ask(wire -> RedisStore.entriesOf(wire, rests, most));
    }
}
