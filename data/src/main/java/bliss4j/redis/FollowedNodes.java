package bliss4j.redis;

import bliss4j.block.Value;
import bliss4j.data.DataNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one follower has told, and what it still listens to. For the follower's thread. */
final class FollowedNodes {
    /** Nodes that were told, but for those below scans that have ended, and the id with which they were announced. */
    private final Map<String, StreamId> told = new HashMap<>();
    /** Nodes below which more may come, parents first. */
    private final Map<String, DataNode> open = new LinkedHashMap<>();

    private final Map<String, ChannelPosition> channels = new LinkedHashMap<>();
    /** The names of the nodes that were told right below another: which that is no name says. */
    private final Map<String, Set<String>> children = new HashMap<>();

    private final Set<String> prepared = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Value> uids = new HashMap<>();

    /** Whether no node of this name was told, or one that was announced earlier: Redis has lost it since. */
    boolean isNews(String dbName, StreamId announced) {
        StreamId before = told.get(dbName);
        return before == null || before.compareTo(announced) < 0;
    }

    /** Whether a node of this name was told. */
    boolean isTold(String dbName) {
        return told.containsKey(dbName);
    }

    /** Notes that the node that was told has been announced again. */
    void announcedAgain(String dbName, StreamId announced) {
        told.put(dbName, announced);
    }

    /** Notes which scan it is that was told. */
    void identify(DataNode.Scan scan, Optional<Value> uid) {
        uid.ifPresent(known -> uids.put(scan.dbName(), known));
    }

    /** Whether this is the scan that was told, rather than another that has taken its name. */
    boolean isSame(DataNode.Scan scan, Optional<Value> uid) {
        return uid.isPresent() && uid.get().equals(uids.get(scan.dbName()));
    }

    /** Notes that a node is told; nothing is left of an earlier one of its name. */
    void tell(DataNode node, StreamId announced) {
        String dbName = node.dbName();
        forgetBelow(dbName);
        open.remove(dbName);
        channels.remove(dbName);
        prepared.remove(dbName);
        ended.remove(dbName);
        told.put(dbName, announced);
        node.identity()
                .parent()
                .ifPresent(parent -> children.computeIfAbsent(parent, name -> new LinkedHashSet<>())
                        .add(dbName));
    }

    private void forgetBelow(String dbName) {
        for (String name : below(dbName)) {
            told.remove(name);
            open.remove(name);
            channels.remove(name);
            children.remove(name);
        }
        children.remove(dbName);
    }

    /** The names of all nodes that were told below one, parents first. */
    private List<String> below(String dbName) {
        List<String> names = new ArrayList<>(children.getOrDefault(dbName, Set.of()));
        for (int i = 0; i < names.size(); i++) {
            names.addAll(children.getOrDefault(names.get(i), Set.of()));
        }
        return names;
    }

    /** Whether this is the first time that the scan is said to be prepared. */
    boolean tellPrepared(DataNode.Scan scan) {
        return prepared.add(scan.dbName());
    }

    /** The running scan that a channel is below, unless it was said to be prepared. */
    Optional<DataNode.Scan> unpreparedAbove(DataNode.Channel channel) {
        Optional<DataNode> above = channel.identity().parent().flatMap(this::open);
        while (above.isPresent() && !(above.get() instanceof DataNode.Scan)) {
            above = above.get().identity().parent().flatMap(this::open);
        }
        return above.map(DataNode.Scan.class::cast).filter(scan -> !prepared.contains(scan.dbName()));
    }

    boolean hasEnded(DataNode.Scan scan) {
        return ended.contains(scan.dbName());
    }

    /** Notes that a scan's end is told: all below it is forgotten. */
    void tellEnd(DataNode.Scan scan) {
        forgetBelow(scan.dbName());
        open.remove(scan.dbName());
        prepared.remove(scan.dbName());
        ended.add(scan.dbName());
    }

    void open(DataNode node) {
        open.put(node.dbName(), node);
    }

    Optional<DataNode> open(String dbName) {
        return Optional.ofNullable(open.get(dbName));
    }

    Collection<DataNode> allOpen() {
        return open.values();
    }

    void add(ChannelPosition channel) {
        channels.put(channel.channel().dbName(), channel);
    }

    /** Ends the listening to a channel. */
    void drop(String channel) {
        channels.remove(channel);
    }

    Optional<ChannelPosition> channel(String dbName) {
        return Optional.ofNullable(channels.get(dbName));
    }

    /** Whether this is the position of a channel that is still listened to. */
    boolean follows(ChannelPosition position) {
        return channels.get(position.channel().dbName()) == position;
    }

    Collection<ChannelPosition> allChannels() {
        return channels.values();
    }

    List<ChannelPosition> channelsBelow(DataNode node) {
        return below(node.dbName()).stream()
                .flatMap(name -> channel(name).stream())
                .toList();
    }

    /** Every stream of nodes below a scan that may be listened to. */
    List<Feed> feedsBelow(DataNode.Scan scan) {
        List<Feed> feeds = new ArrayList<>();
        for (String name : below(scan.dbName())) {
            if (channels.containsKey(name)) {
                feeds.add(new Feed(Feed.Kind.DATA, name));
            }
            if (open.containsKey(name)) {
                feeds.add(new Feed(Feed.Kind.CHILDREN, name));
            }
        }
        return feeds;
    }
}
