package bliss4j.redis;

import bliss4j.array.NdArray;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.PointRange;
import java.util.ArrayList;
import java.util.List;

/** How far one follower has read one channel: the next index, never an id. For the follower's thread. */
final class ChannelPosition {
    private final DataNode.Channel channel;
    private boolean live;
    private long next;

    /**
     * @param live whether more points may come
     * @param next the first index that is wanted
     */
    ChannelPosition(DataNode.Channel channel, boolean live, long next) {
        this.channel = channel;
        this.live = live;
        this.next = next;
    }

    DataNode.Channel channel() {
        return channel;
    }

    boolean live() {
        return live;
    }

    long next() {
        return next;
    }

    /** Nothing comes any more. */
    void end() {
        live = false;
    }

    /** Whether all is told, or lost. */
    boolean complete() {
        return next == PointRange.END;
    }

    /** Goes on with another index; {@link PointRange#END} if nothing is left. */
    void skip(long index) {
        next = index;
    }

    /** The points that come next. */
    List<DataEvent> tell(NdArray rows) {
        if (rows.length() == 0) {
            return List.of();
        }
        DataEvent event = DataEvent.newPoints(channel, next, rows);
        next += rows.length();
        return List.of(event);
    }

    /** What an entry has that was not told yet, after what is missing before it. */
    List<DataEvent> tell(DataEntry entry) {
        List<DataEvent> events = new ArrayList<>();
        if (entry.first() > next) {
            events.add(new DataEvent.DataLost(channel, next, entry.first(), "Redis or the scan's file"));
            next = entry.first();
        }
        events.addAll(tell(entry.within(next, Long.MAX_VALUE)));
        return events;
    }
}
