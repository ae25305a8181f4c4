package bliss4j.redis;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final RedisStore store;
    private final StreamReader reader;
    private final Inbox inbox;
    private final NodeFilter filter;

    private final Deque<FollowStep> steps = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    /** Nodes below which more may come. */
    private final Map<String, DataNode> open = new LinkedHashMap<>();

    private final Map<String, ChannelPosition> channels = new LinkedHashMap<>();
    private final Set<String> prepared = new HashSet<>();
    private final Set<String> ended = new HashSet<>();

    FollowedTree(RedisStore store, StreamReader reader, Inbox inbox, NodeFilter filter) {
        this.store = store;
        this.reader = reader;
        this.inbox = inbox;
        this.filter = filter;
    }

    void start(DataNode node) {
        known.add(node.dbName());
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
        List<FollowStep> plan = new ArrayList<>();
        open.values().forEach(node -> plan.add(new Look(node, true, true)));
        channels.values().forEach(channel -> plan.add(new Fill(channel)));
        plan.reversed().forEach(steps::push);
    }

    /**
     * Does one step.
     *
     * @param events takes the events it brings, perhaps none
     * @throws RedisException if Redis could not be asked; the step is still to be done, and will not tell twice
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
        boolean ended = history.getLast().stream().anyMatch(news -> news.feed().kind() == Feed.Kind.END);
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

    private static List<Feed> feeds(DataNode node) {
        Feed children = new Feed(Feed.Kind.CHILDREN, node.dbName());
        return node instanceof DataNode.Scan
                ? List.of(children, new Feed(Feed.Kind.PREPARED, node.dbName()), new Feed(Feed.Kind.END, node.dbName()))
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
        List<FollowStep> visits = new ArrayList<>();
        for (Optional<DataNode> node : store.nodes(fresh)) {
            node.ifPresent(there -> visits.add(new Visit(there, live)));
        }
        known.addAll(fresh);
        return visits;
    }

    private void fill(ChannelPosition position, Collection<DataEvent> events) {
        DataNode.Channel channel = position.channel();
        if (!channels.containsKey(channel.dbName())) {
            return; // its scan has ended meanwhile
        }
        List<DataEntry> entries = rest(position, SLICE);
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
        news.forEach(one -> one.problem().ifPresent(problem -> {
            throw problem;
        }));
        List<StreamNews> children = new ArrayList<>();
        List<StreamNews> rest = new ArrayList<>();
        news.forEach(one -> (one.feed().kind() == Feed.Kind.CHILDREN ? children : rest).add(one));
        if (!children.isEmpty()) {
            List<FollowStep> below = new ArrayList<>();
            children.forEach(one -> below.addAll(visits(one.children(), true)));
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
        String below = scan.dbName() + ":";
        List<Feed> over = new ArrayList<>(feeds(scan));
        for (ChannelPosition position : List.copyOf(channels.values())) {
            if (position.channel().dbName().startsWith(below)) {
                over.add(new Feed(Feed.Kind.DATA, position.channel().dbName()));
                rest(position, Integer.MAX_VALUE).forEach(entry -> events.addAll(position.tell(entry)));
            }
        }
        open.keySet().stream()
                .filter(name -> name.startsWith(below))
                .forEach(name -> over.add(new Feed(Feed.Kind.CHILDREN, name)));
        reader.unsubscribe(over, inbox);
        open.keySet().removeIf(name -> name.startsWith(below) || name.equals(scan.dbName()));
        channels.keySet().removeIf(name -> name.startsWith(below));
        prepared.remove(scan.dbName());
        ended.add(scan.dbName());
        if (wanted(scan)) {
            events.add(new DataEvent.EndScan(scan));
        }
    }

    /** Entries with points that were not told yet. */
    private List<DataEntry> rest(ChannelPosition position, int most) {
        PointRange rest = new PointRange(position.channel(), position.next(), PointRange.END);
        return store.ask(wire -> RedisStore.entriesOf(wire, List.of(rest), most).getFirst());
    }
}
