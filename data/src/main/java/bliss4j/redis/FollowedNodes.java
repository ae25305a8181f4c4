package bliss4j.redis;

import bliss4j.block.Value;
import bliss4j.data.DataNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one follower has told, and what it still listens to. For the follower's thread. */
final class FollowedNodes {
    /** The character behind the colon: what starts with {@code name:} is before {@code name;}. */
    private static final String AFTER_COLON = ";";

    /** Nodes that were told, but for those below scans that have ended, and the id with which they were announced. */
    private final NavigableMap<String, StreamId> told = new TreeMap<>();
    /** Nodes below which more may come, parents first. */
    private final NavigableMap<String, DataNode> open = new TreeMap<>();

    private final NavigableMap<String, ChannelPosition> channels = new TreeMap<>();
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
        below(told, node).clear();
        below(open, node).clear();
        below(channels, node).clear();
        open.remove(dbName);
        channels.remove(dbName);
        prepared.remove(dbName);
        ended.remove(dbName);
        told.put(dbName, announced);
    }

    /** Whether this is the first time that the scan is said to be prepared. */
    boolean tellPrepared(DataNode.Scan scan) {
        return prepared.add(scan.dbName());
    }

    /** The running scan that a channel is below, unless it was said to be prepared. */
    Optional<DataNode.Scan> unpreparedAbove(DataNode.Channel channel) {
        String above = channel.dbName();
        while (above.indexOf(':') >= 0) {
            above = above.substring(0, above.lastIndexOf(':'));
            if (open.get(above) instanceof DataNode.Scan scan) {
                return prepared.contains(above) ? Optional.empty() : Optional.of(scan);
            }
        }
        return Optional.empty();
    }

    boolean hasEnded(DataNode.Scan scan) {
        return ended.contains(scan.dbName());
    }

    /** Notes that a scan's end is told: all below it is forgotten. */
    void tellEnd(DataNode.Scan scan) {
        below(told, scan).clear();
        below(open, scan).clear();
        below(channels, scan).clear();
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
        return List.copyOf(below(channels, node).values());
    }

    /** Every stream of nodes below a scan that may be listened to. */
    List<Feed> feedsBelow(DataNode.Scan scan) {
        List<Feed> feeds = new ArrayList<>();
        below(channels, scan).keySet().forEach(name -> feeds.add(new Feed(Feed.Kind.DATA, name)));
        below(open, scan).keySet().forEach(name -> feeds.add(new Feed(Feed.Kind.CHILDREN, name)));
        return feeds;
    }

    private static <T> NavigableMap<String, T> below(NavigableMap<String, T> byName, DataNode node) {
        return byName.subMap(node.dbName() + ":", true, node.dbName() + AFTER_COLON, false);
    }
}
