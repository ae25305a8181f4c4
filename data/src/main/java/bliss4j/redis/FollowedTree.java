package bliss4j.redis;

import bliss4j.block.DataException;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Interest;
import bliss4j.redis.FollowStep.End;
import bliss4j.redis.FollowStep.Fill;
import bliss4j.redis.FollowStep.Look;
import bliss4j.redis.FollowStep.Prepare;
import bliss4j.redis.FollowStep.Tell;
import bliss4j.redis.FollowStep.Visit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one follower knows of its part of the tree, and the steps that tell the rest: first what exists, depth first, then
 * what comes. A stream is always read up to some id and then subscribed from that id, so there is no gap between history
 * and live; what is told twice on the wire is told once, because nodes are remembered and channels have a position. For the
 * follower's thread.
 */
final class FollowedTree {
    /** How many entries are fetched at a time, of all channels that are read together. */
    private static final int SLICE = 256;
    /** How many of one channel at least. */
    private static final int LEAST = 16;

    private final RedisStore store;
    private final StreamReader reader;
    private final Inbox inbox;
    private final Interest interest;

    private final FollowPlan steps = new FollowPlan();
    private final FollowedNodes nodes = new FollowedNodes();
    private final FreshNodes fresh;
    private String root = "";
    private boolean rootTold;
    private boolean skipping;

    FollowedTree(RedisStore store, StreamReader reader, Inbox inbox, Interest interest) {
        this.store = store;
        this.reader = reader;
        this.inbox = inbox;
        this.interest = interest;
        fresh = new FreshNodes(store, nodes);
    }

    void start(DataNode node) {
        root = node.dbName();
        steps.first(new Visit(node, true, StreamId.START));
    }

    /** Whether there is something to do without waiting for news. */
    boolean busy() {
        return !steps.isEmpty();
    }

    void news(List<StreamNews> news) {
        steps.first(new Tell(news));
    }

    /** Plans to look at everything again, because news were lost. */
    void lookAgain() {
        List<FollowStep> plan = new ArrayList<>();
        nodes.allOpen().forEach(node -> plan.add(new Look(node, true, true)));
        steps.first(plan);
        steps.read(nodes.allChannels());
    }

    /**
     * Does one step.
     *
     * @param events takes the events it brings, perhaps none
     * @throws RedisException if Redis could not be asked; the step is still to be done, and will not tell twice
     * @throws DataException if Redis holds what cannot be read; the rest is told by further steps
     */
    void step(Collection<DataEvent> events) {
        FollowStep step = steps.next();
        try {
            switch (step) {
                case Visit visit -> visit(visit, events);
                case Look look -> look(look, events);
                case Fill fill -> fill(fill.channels(), events);
                case Tell tell -> tell(tell.news(), events);
                case Prepare prepare -> tellPrepared(prepare.scan(), events);
                case End end -> end(end.scan(), events);
            }
        } catch (RedisException e) {
            steps.first(step);
            throw e;
        } catch (DataException e) {
            if (!(step instanceof Fill several) || several.channels().size() == 1) {
                throw e;
            }
            several.channels().forEach(one -> steps.first(new Fill(List.of(one)))); // one of them cannot be read
        }
    }

    /** Takes all there is now as told: only what comes from here on is news. */
    void skipWhatIs() {
        skipping = true;
        List<DataEvent> skipped = new ArrayList<>();
        while (busy()) {
            step(skipped);
            skipped.clear();
        }
        skipping = false;
    }

    private ChannelPosition position(DataNode.Channel channel, boolean live) {
        long next = skipping ? store.lengths(List.of(channel)).getFirst() : 0;
        return new ChannelPosition(channel, live, next);
    }

    private void visit(Visit visit, Collection<DataEvent> events) {
        DataNode node = visit.node();
        if (node.dbName().equals(root)) {
            tellRoot(events);
        }
        if (!nodes.isNews(node.dbName(), visit.announced())) {
            return; // it was planned twice
        }
        nodes.tell(node, visit.announced());
        if (interest.wantsNode(node) && !node.dbName().equals(root)) {
            events.add(new DataEvent.NewNode(node));
        }
        switch (node) {
            case DataNode.Channel channel -> follow(channel, visit.live());
            case DataNode.Container container -> steps.first(new Look(node, visit.live(), false));
            case DataNode.Scan scan -> steps.first(new Look(node, visit.live(), false));
            case DataNode.Image image -> follow(image.references(), visit.live());
        }
    }

    private void follow(DataNode.Channel channel, boolean live) {
        if (interest.wantsEventsOf(channel)) {
            ChannelPosition position = position(channel, live);
            nodes.add(position);
            steps.read(List.of(position));
        }
    }

    /** A session may be followed before it exists; nobody announces it, but its first child does. */
    private void tellRoot(Collection<DataEvent> events) {
        if (!rootTold) {
            Optional<DataNode> there = store.node(root);
            rootTold = there.isPresent();
            there.filter(interest::wantsNode).ifPresent(node -> events.add(new DataEvent.NewNode(node)));
        }
    }

    /** Reads a node's lists, plans visits of what is new below it, and listens for more. */
    private void look(Look look, Collection<DataEvent> events) {
        DataNode node = look.node();
        if (look.again() && nodes.open(node.dbName()).isEmpty()) {
            return; // forgotten since
        }
        if (node instanceof DataNode.Scan scan && !look.again()) {
            nodes.identify(scan, store.uid(scan));
        }
        List<Feed> feeds = Feed.listsOf(node);
        List<List<StreamNews>> history = store.history(feeds);
        if (history.stream().allMatch(List::isEmpty) && lookElsewhere(look)) {
            return;
        }
        boolean ended = history.stream()
                .flatMap(List::stream)
                .anyMatch(news -> news.feed().kind() == Feed.Kind.END);
        boolean live = look.live() && !ended;
        List<FollowStep> below = below(node, history, live);
        if (!below.isEmpty()) {
            tellRoot(events);
        }
        if (live) {
            nodes.open(node);
            listen(feeds, history);
        }
        if (ended && node instanceof DataNode.Scan scan) {
            planEnd(scan, look.again());
        }
        steps.first(below);
    }

    /** Looks at a scan, or a node of it, that Redis has let go of since it was found; it has ended. */
    private boolean lookElsewhere(Look look) {
        List<FollowStep> below = new ArrayList<>(fresh.visitsElsewhere(look.node()));
        if (below.isEmpty()) {
            return false;
        }
        if (look.node() instanceof DataNode.Scan scan) {
            planEnd(scan, look.again());
            below.add(new Prepare(scan));
        }
        steps.first(below);
        return true;
    }

    /** What is to be told below a node, nodes first; what is over need not be if it is skipped. */
    private List<FollowStep> below(DataNode node, List<List<StreamNews>> history, boolean live) {
        List<FollowStep> below = new ArrayList<>();
        boolean prepared = false;
        for (StreamNews news : history.stream().flatMap(List::stream).toList()) {
            prepared |= news.feed().kind() == Feed.Kind.PREPARED;
            if (live || !skipping) {
                below.addAll(fresh.visits(
                        news.children(), live, node.type().equals(DataNode.CONTAINER) ? store : node.store()));
            }
        }
        if (prepared && node instanceof DataNode.Scan scan) {
            below.add(new Prepare(scan));
        }
        return below;
    }

    /** @param again whether other nodes of the scan are still to be looked at again */
    private void planEnd(DataNode.Scan scan, boolean again) {
        if (again) {
            steps.last(new End(scan));
        } else {
            steps.first(new End(scan));
        }
    }

    private void listen(List<Feed> feeds, List<List<StreamNews>> history) {
        List<StreamId> from = history.stream()
                .map(some -> some.isEmpty() ? StreamId.START : some.getLast().last())
                .toList();
        List<StreamId> read = reader.subscribe(feeds, from, inbox);
        for (int i = 0; i < feeds.size(); i++) {
            if (read.get(i).compareTo(from.get(i)) > 0) {
                // the reader was ahead: what lies between went to others before we listened
                steps.first(new Tell(store.history(List.of(feeds.get(i))).getFirst()));
            }
        }
    }

    private void fill(List<ChannelPosition> channels, Collection<DataEvent> events) {
        List<ChannelPosition> positions =
                channels.stream().filter(nodes::follows).toList(); // the scan of the others has ended meanwhile
        int most = Math.max(LEAST, SLICE / Math.max(1, positions.size()));
        List<Rest> found = store.rest(positions, most);
        prepareFirst(positions, found, events);
        PublishedOrder all = new PublishedOrder();
        List<Feed> feeds = new ArrayList<>();
        List<StreamId> last = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            List<DataEntry> entries = found.get(i).entries();
            ChannelPosition position = positions.get(i);
            if (found.get(i).behind()) {
                events.addAll(found.get(i).elsewhere());
                steps.read(List.of(position));
                continue;
            }
            all.add(position, entries);
            if (entries.size() >= most) {
                steps.read(List.of(position));
            } else if (position.live()) {
                feeds.add(new Feed(Feed.Kind.DATA, position.channel().dbName()));
                last.add(
                        entries.isEmpty()
                                ? StreamId.START
                                : new StreamId(entries.getLast().first() + 1, 0));
            } else {
                nodes.drop(position.channel().dbName());
            }
        }
        all.inOrder().forEach(told -> events.addAll(told.position().tell(told.entry())));
        List<StreamId> read = reader.subscribe(feeds, last, inbox);
        for (int i = 0; i < feeds.size(); i++) {
            if (read.get(i).compareTo(last.get(i)) > 0) {
                nodes.channel(feeds.get(i).dbName()).ifPresent(behind -> steps.read(List.of(behind)));
            }
        }
    }

    /** Points may be there already of a scan that was not prepared when it was looked at. */
    private void prepareFirst(List<ChannelPosition> positions, List<Rest> found, Collection<DataEvent> events) {
        Set<DataNode.Scan> scans = new LinkedHashSet<>();
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).entries().isEmpty()) {
                nodes.unpreparedAbove(positions.get(i).channel()).ifPresent(scans::add);
            }
        }
        for (DataNode.Scan scan : scans) {
            Feed feed = new Feed(Feed.Kind.PREPARED, scan.dbName());
            if (!store.history(List.of(feed)).getFirst().isEmpty()) {
                tellPrepared(scan, events);
            }
        }
    }

    private void tell(List<StreamNews> news, Collection<DataEvent> events) {
        refuseUnreadable(news);
        List<StreamNews.Child> children = new ArrayList<>();
        List<FollowStep> prepared = new ArrayList<>();
        List<StreamNews> rest = new ArrayList<>();
        for (StreamNews one : news) {
            Optional<DataNode> node =
                    nodes.open(one.feed().dbName()); // none if it came late, from a scan that has ended
            switch (one.feed().kind()) {
                case CHILDREN -> node.ifPresent(open -> children.addAll(one.children()));
                case PREPARED -> node.flatMap(FollowedTree::scan).ifPresent(scan -> prepared.add(new Prepare(scan)));
                case DATA, END -> rest.add(one);
            }
        }
        List<FollowStep> before = new ArrayList<>(fresh.visits(children, true, store));
        if (!before.isEmpty()) {
            tellRoot(events);
        }
        before.addAll(prepared);
        if (!before.isEmpty()) {
            steps.first(new Tell(rest));
            steps.first(before);
            return;
        }
        tellData(rest, events);
        rest.stream()
                .filter(one -> one.feed().kind() == Feed.Kind.END)
                .flatMap(one -> nodes.open(one.feed().dbName()).stream())
                .flatMap(node -> scan(node).stream())
                .forEach(scan -> steps.last(new End(scan)));
    }

    private static Optional<DataNode.Scan> scan(DataNode node) {
        return node instanceof DataNode.Scan scan ? Optional.of(scan) : Optional.empty();
    }

    /** Says what cannot be read, once; a channel that holds it is not followed further, all other news are. */
    private void refuseUnreadable(List<StreamNews> news) {
        for (StreamNews one : news) {
            if (one.problem().isPresent()) {
                List<StreamNews> others = new ArrayList<>(news);
                others.remove(one);
                steps.first(new Tell(others));
                if (one.feed().kind() == Feed.Kind.DATA) {
                    nodes.drop(one.feed().dbName());
                }
                throw one.problem().get();
            }
        }
    }

    /** Points of all channels in the order in which they were published. */
    private void tellData(List<StreamNews> news, Collection<DataEvent> events) {
        PublishedOrder all = new PublishedOrder();
        for (StreamNews one : news) {
            if (one.feed().kind() == Feed.Kind.DATA) {
                nodes.channel(one.feed().dbName()).ifPresent(position -> all.add(position, one.data()));
            }
        }
        for (PublishedOrder.Told told : all.inOrder()) {
            if (told.entry().first() > told.position().next()) {
                steps.read(List.of(told.position()));
            } else {
                events.addAll(told.position().tell(told.entry()));
            }
        }
    }

    private void tellPrepared(DataNode.Scan scan, Collection<DataEvent> events) {
        if (nodes.tellPrepared(scan) && interest.wantsEventsOf(scan)) {
            events.add(new DataEvent.ScanPrepared(scan));
        }
    }

    /** The last points of each channel, then the end; nothing of this scan is listened to any more. */
    private void end(DataNode.Scan scan, Collection<DataEvent> events) {
        if (nodes.hasEnded(scan)) {
            return;
        }
        List<ChannelPosition> positions = nodes.channelsBelow(scan);
        positions.forEach(ChannelPosition::end);
        for (Rest rest : store.rest(positions, Integer.MAX_VALUE)) {
            while (rest.behind()) {
                events.addAll(rest.elsewhere());
            }
            rest.entries().forEach(entry -> events.addAll(rest.position().tell(entry)));
        }
        List<Feed> over = new ArrayList<>(Feed.listsOf(scan));
        over.addAll(nodes.feedsBelow(scan));
        reader.unsubscribe(over, inbox);
        nodes.tellEnd(scan);
        if (interest.wantsEventsOf(scan)) {
            events.add(new DataEvent.EndScan(scan));
        }
    }
}
