package bliss4j.redis;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Interest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a follower begins: a node that need not exist yet. For the follower's thread. */
final class FollowedRoot {
    private final DataNode node;
    private final RedisStore store;
    private final StreamReader reader;
    private final Inbox inbox;
    private final Interest interest;

    private boolean told;
    private boolean awaited;

    FollowedRoot(DataNode node, RedisStore store, StreamReader reader, Inbox inbox, Interest interest) {
        this.node = node;
        this.store = store;
        this.reader = reader;
        this.inbox = inbox;
        this.interest = interest;
    }

    DataNode node() {
        return node;
    }

    boolean is(DataNode other) {
        return node.dbName().equals(other.dbName());
    }

    /** Tells of it once it is there. Nobody announces a session, but its first child does. */
    void tell(Collection<DataEvent> events) {
        if (!told) {
            Optional<DataNode> there = store.node(node.dbName());
            told = there.isPresent();
            there.filter(interest::wantsNode).ifPresent(found -> events.add(new DataEvent.NewNode(found)));
        }
    }

    /** Listens for its announcement if it is not there; false if it is, or if nobody will announce it. */
    boolean await(Collection<DataEvent> events) {
        Optional<Feed> list = announcements();
        tell(events);
        if (list.isEmpty() || told) {
            stop();
            return false;
        }
        List<StreamNews> before = store.history(List.of(list.get())).getFirst();
        StreamId from = before.isEmpty() ? StreamId.START : before.getLast().last();
        var unused = reader.subscribe(Map.of(list.get(), from), inbox);
        awaited = true;
        tell(events); // it may have been announced before that
        if (told) {
            stop();
        }
        return awaited;
    }

    private Optional<Feed> announcements() {
        return node.identity().parent().map(parent -> new Feed(Feed.Kind.CHILDREN, parent));
    }

    private void stop() {
        if (awaited) {
            awaited = false;
            reader.unsubscribe(announcements().stream().toList(), inbox);
        }
    }

    /** Whether it was not there when it was looked for, and may be now. */
    boolean isAwaited() {
        return awaited;
    }
}
