package bliss4j.redis;

import bliss4j.array.NdArray;
import bliss4j.data.DataEvent;
import bliss4j.data.DataLostException;
import bliss4j.data.PointRange;
import java.util.ArrayList;
import java.util.List;

/**
 * What Redis has of a channel from a follower's position on.
 *
 * @param entries those with points that were not told yet
 * @param gone whether Redis has let go of the channel; what it gave may be half of it
 */
record Rest(ChannelPosition position, List<DataEntry> entries, boolean gone) {
    /** How many points are fetched from elsewhere at a time. */
    private static final int SLICE = 8192;

    static Rest gone(ChannelPosition position) {
        return new Rest(position, List.of(), true);
    }

    /** What its points take, about. */
    long bytes() {
        return entries.stream().mapToLong(DataEntry::bytes).sum();
    }

    /** Where more of it comes from. */
    Feed feed() {
        return new Feed(Feed.Kind.DATA, position.channel().dbName());
    }

    /** The id of the last entry. */
    StreamId last() {
        return entries.isEmpty()
                ? StreamId.START
                : new StreamId(entries.getLast().first() + 1, 0);
    }

    /** Whether the next points are no longer in Redis, but were. */
    boolean behind() {
        boolean trimmed = !entries.isEmpty() && entries.getFirst().first() > position.wanted();
        return trimmed || (gone && !position.live() && !position.complete());
    }

    /** Some of those points, from where the position's store says they are; what it has not got is lost. */
    List<DataEvent> elsewhere() {
        long to = gone ? PointRange.END : entries.getFirst().first();
        long from = position.next();
        long end = Math.min(to, from + SLICE);
        List<DataEvent> events = new ArrayList<>();
        try {
            NdArray rows = read(from, end);
            events.addAll(position.tell(rows));
            if (rows.length() == 0) {
                position.skip(to);
            }
        } catch (DataLostException lost) {
            if (lost.from() > from) {
                events.addAll(position.tell(read(from, lost.from())));
            }
            events.add(new DataEvent.DataLost(position.channel(), lost.from(), lost.to(), lost.expectedIn()));
            position.skip(lost.to());
        }
        return events;
    }

    private NdArray read(long from, long to) {
        return position.channel()
                .store()
                .read(List.of(new PointRange(position.channel(), from, to)))
                .getFirst();
    }
}
