package bliss4j.redis;

import java.util.Comparator;
import java.util.List;

/** The id of a stream entry. In a channel's stream the first half is the index of the entry's first point + 1. */
record StreamId(long milliseconds, long sequence) implements Comparable<StreamId> {
    /**
     * Before every entry, and what an empty stream is made with: a read from 0-0 would be answered at once, with nothing,
     * because the stream's last id is above it.
     */
    static final StreamId START = new StreamId(0, 1);

    private static final Comparator<StreamId> ORDER =
            Comparator.comparingLong(StreamId::milliseconds).thenComparingLong(StreamId::sequence);

    static StreamId of(List<?> entry) {
        return parse(StreamReply.id(entry));
    }

    static StreamId parse(String id) {
        int dash = id.indexOf('-');
        return new StreamId(Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
    }

    @Override
    public int compareTo(StreamId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return milliseconds + "-" + sequence;
    }
}
