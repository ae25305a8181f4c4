package bliss4j.redis;

import bliss4j.block.DataException;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Interest;
import bliss4j.redis.FollowPlan.Step;
import bliss4j.redis.FollowPlan.Step.End;
import bliss4j.redis.FollowPlan.Step.Fill;
import bliss4j.redis.FollowPlan.Step.Look;
import bliss4j.redis.FollowPlan.Step.Prepare;
import bliss4j.redis.FollowPlan.Step.Tell;
import bliss4j.redis.FollowPlan.Step.Visit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one follower knows of its part of the tree, and the steps that tell the rest: first what exists, depth first, then
 * what comes. A stream is always read up to some id and then subscribed from that id, so there is no gap between history
 * and live; what is told twice on the wire is told once, because nodes are remembered and channels have a position. For the
 * follower's thread.
 */
final class FollowedTree {
    private final RedisStore store;
    private final StreamReader reader;
    private final Inbox inbox;
    private final Interest interest;

    private final FollowPlan steps = new FollowPlan();
    private final FollowedNodes nodes = new FollowedNodes();
    private final FreshNodes fresh;
    private final FollowedRoot root;
    private boolean skipping;

    FollowedTree(RedisStore store, StreamReader reader, Inbox inbox, DataNode start, Interest interest) {
        this.store = store;
        this.reader = reader;
        this.inbox = inbox;
        this.interest = interest;
        fresh = new FreshNodes(store, nodes);
        root = new FollowedRoot(start, store, reader, inbox, interest);
        steps.first(new Visit(start, true, StreamId.START));
    }

    /** Whether there is something to do without waiting for news. */
    boolean busy() {
        return !steps.isEmpty();
    }

    /** All that existed at the start is told. */
    void caughtUp() {
        steps.caughtUp();
    }

    void news(List<StreamNews> news) {
        steps.first(new Tell(news));
    }

    /** Plans to look at everything again, because news were lost. */
    void lookAgain() {
        List<Step> plan = new ArrayList<>();
        nodes.allOpen().forEach(node -> plan.add(new Look(node, true, true)));
        steps.first(plan);
        steps.read(nodes.allChannels());
        lookForRoot();
    }

    private void lookForRoot() {
        if (root.isAwaited()) {
            steps.first(new Visit(root.node(), true, StreamId.START));
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
        Step step = steps.next();
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

    private void visit(Visit visit, Collection<DataEvent> events) {
        DataNode node = visit.node();
        if (root.is(node) && root.await(events)) {
            return;
        }
        if (!nodes.isNews(node.dbName(), visit.announced())) {
            return; // it was planned twice
        }
        nodes.tell(node, visit.announced());
        if (interest.wantsNode(node) && !root.is(node)) {
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
            long next = skipping ? store.lengths(List.of(channel)).getFirst() : 0;
            ChannelPosition position = new ChannelPosition(channel, live, next);
            nodes.add(position);
            steps.read(List.of(position));
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
        List<Step> below = below(node, history, live);
        if (!below.isEmpty()) {
            root.tell(events);
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
        List<Step> below = new ArrayList<>(fresh.visitsElsewhere(look.node()));
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
    private List<Step> below(DataNode node, List<List<StreamNews>> history, boolean live) {
        List<Step> below = new ArrayList<>();
        boolean prepared = false;
        for (StreamNews news : history.stream().flatMap(List::stream).toList()) {
            prepared |= news.feed().kind() == Feed.Kind.PREPARED;
            if (live || !skipping) {
                DataStore from = node.type().equals(DataNode.CONTAINER) ? store : node.store();
                List<Step> visits = fresh.visits(news.children(), live, from);
                below.addAll(skipping ? fresh.withoutEnded(visits) : visits);
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
        Map<Feed, StreamId> from = new LinkedHashMap<>();
        for (int i = 0; i < feeds.size(); i++) {
            List<StreamNews> before = history.get(i);
            from.put(
                    feeds.get(i),
                    before.isEmpty() ? StreamId.START : before.getLast().last());
        }
        reader.subscribe(from, inbox)
                .forEach(missed ->
                        steps.first(new Tell(store.history(List.of(missed)).getFirst())));
    }

    private void fill(List<ChannelPosition> channels, Collection<DataEvent> events) {
        List<ChannelPosition> positions =
                channels.stream().filter(nodes::follows).toList(); // the scan of the others has ended meanwhile
        int most = steps.entriesOfEach(positions.size());
        long blockBytes = steps.blockBytes(positions.size());
        List<Rest> found = store.rest(positions, most);
        steps.fetched(found.stream().mapToLong(Rest::bytes).sum());
        prepareFirst(positions, found, events);
        PublishedOrder all = new PublishedOrder();
        List<ChannelPosition> unfinished = new ArrayList<>();
        List<Rest> live = new ArrayList<>();
        for (Rest rest : found) {
            ChannelPosition position = rest.position();
            boolean behind = rest.behind(); // of what was read: not asked again once that is told
            boolean more = !behind && rest.entries().size() >= most;
            List<DataEntry> blocks = position.gather(behind ? List.of() : rest.entries(), more, blockBytes);
            if (behind) {
                blocks.forEach(block -> events.addAll(position.tell(block)));
                events.addAll(rest.elsewhere());
                steps.read(List.of(position));
                continue;
            }
            all.add(position, blocks);
            if (more) {
                unfinished.add(position);
            } else if (position.live()) {
                live.add(rest);
            } else {
                nodes.drop(position.channel().dbName());
            }
        }
        all.inOrder().forEach(told -> events.addAll(told.position().tell(told.entry())));
        if (!unfinished.isEmpty()) {
            steps.first(new Fill(unfinished)); // before others: what is kept of each until it is told is bounded
        }
        listen(live);
    }

    /** Listens for points after those that were read. */
    private void listen(List<Rest> channels) {
        Map<Feed, StreamId> from = new LinkedHashMap<>();
        channels.forEach(rest -> from.put(rest.feed(), rest.last()));
        reader.subscribe(from, inbox)
                .forEach(missed -> nodes.channel(missed.dbName()).ifPresent(position -> steps.read(List.of(position))));
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
        lookForRoot();
        List<StreamNews.Child> children = new ArrayList<>();
        List<Step> prepared = new ArrayList<>();
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
        List<Step> before = new ArrayList<>(fresh.visits(children, true, store));
        if (!before.isEmpty()) {
            root.tell(events);
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
            ChannelPosition position = rest.position();
            position.gather(List.of(), false, steps.blockBytes(1))
                    .forEach(block -> events.addAll(position.tell(block)));
            while (rest.behind()) {
                events.addAll(rest.elsewhere());
            }
            position.gather(rest.entries(), false, steps.blockBytes(1))
                    .forEach(block -> events.addAll(position.tell(block)));
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
