package bliss4j.redis;

import bliss4j.array.NdArray;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.PointRange;
import java.util.ArrayList;
import java.util.List;

/** How far one follower has read one channel: the next index, never an id. For the follower's thread. */
final class ChannelPosition {
    private static final int MOST_POINTS = 65_536;

    private final DataNode.Channel channel;
    private boolean live;
    private long next;
    /** What was read and is to be told as one block with what follows. */
    private final List<DataEntry> gathered = new ArrayList<>();

    private long gatheredBytes;

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

    /** The first index that is to be read. */
    long wanted() {
        return gathered.isEmpty() ? next : gathered.getLast().end();
    }

    /**
     * Makes blocks of entries that were read, of up to 65 536 points and so many bytes; points of another type or shape begin
     * another. With 0 bytes each entry is a block.
     *
     * @param more whether more follow: the last block is then kept until they do
     * @return blocks that are to be told now
     */
    List<DataEntry> gather(List<DataEntry> entries, boolean more, long mostBytes) {
        List<DataEntry> blocks = new ArrayList<>();
        for (DataEntry entry : entries) {
            DataEntry fresh = entry.from(wanted());
            if (fresh.rows().length() > 0) {
                if (!gathered.isEmpty() && !fits(fresh, mostBytes)) {
                    blocks.add(join());
                }
                gathered.add(fresh);
                gatheredBytes += fresh.bytes();
            }
        }
        if (!more && !gathered.isEmpty()) {
            blocks.add(join());
        }
        return blocks;
    }

    private boolean fits(DataEntry entry, long mostBytes) {
        NdArray before = gathered.getLast().rows();
        NdArray rows = entry.rows();
        return entry.first() == wanted()
                && rows.dtype() == before.dtype()
                && rows.shape().row().equals(before.shape().row())
                && entry.end() - gathered.getFirst().first() <= MOST_POINTS
                && gatheredBytes + entry.bytes() <= mostBytes;
    }

    private DataEntry join() {
        DataEntry first = gathered.getFirst();
        NdArray rows = NdArray.concat(gathered.stream().map(DataEntry::rows).toList());
        gathered.clear();
        gatheredBytes = 0;
        return new DataEntry(first.first(), rows, first.sequence());
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
