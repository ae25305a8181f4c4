package bliss4j.client;

import bliss4j.array.NdArray;
import bliss4j.array.Ragged;
import bliss4j.data.DataEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the points of channels together row by row: a point is kept until every channel has one of its index. Bounded: when
 * much is kept since one channel is late, all of it is given.
 */
final class Rows {
    private static final long MOST_KEPT = 65_536;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private long kept;
    private long since;

    private static final class Column {
        /** Each begins where the one before ends. */
        private final Deque<DataEvent.NewData> blocks = new ArrayDeque<>();
        /** The index after the last point that came, or was lost. */
        private long end;
    }

    /** Rows have a point of this channel. */
    void expect(String channel) {
        column(channel);
    }

    private Column column(String channel) {
        return columns.computeIfAbsent(channel, name -> new Column());
    }

    /** How long the oldest point has been kept; negative if there is none. */
    long waitedNs() {
        return kept == 0 ? -1 : System.nanoTime() - since;
    }

    /** Adds points; gives those of all channels whose rows are complete now. */
    Map<String, DataEvent.NewData> take(String channel, DataEvent.NewData data) {
        Column column = column(channel);
        if (kept == 0) {
            since = System.nanoTime();
        }
        kept += data.points().length();
        column.blocks.add(data);
        column.end = data.firstIndex() + data.points().length();
        return kept > MOST_KEPT
                ? takeAll()
                : takeUntil(columns.values().stream()
                        .mapToLong(each -> each.end)
                        .min()
                        .orElse(0));
    }

    /** No row waits for the points of a channel before {@code index}; nothing may be kept. */
    void skip(String channel, long index) {
        column(channel).end = index;
    }

    /** All that is kept. */
    Map<String, DataEvent.NewData> takeAll() {
        return takeUntil(Long.MAX_VALUE);
    }

    private Map<String, DataEvent.NewData> takeUntil(long index) {
        Map<String, DataEvent.NewData> taken = new LinkedHashMap<>();
        columns.forEach((name, column) -> take(column, index).ifPresent(data -> {
            kept -= data.points().length();
            taken.put(name, data);
        }));
        if (!taken.isEmpty()) {
            since = System.nanoTime();
        }
        return taken;
    }

    /** The points of a column before {@code index} as one block. */
    private static Optional<DataEvent.NewData> take(Column column, long index) {
        List<NdArray> parts = new ArrayList<>();
        Optional<DataEvent.NewData> first = Optional.ofNullable(column.blocks.peekFirst());
        while (!column.blocks.isEmpty() && column.blocks.getFirst().firstIndex() < index) {
            DataEvent.NewData block = column.blocks.removeFirst();
            NdArray points = block.points();
            int wanted = Math.clamp(index - block.firstIndex(), 0, points.length());
            parts.add(points.slice(0, wanted));
            if (wanted < points.length()) {
                NdArray rest = points.slice(wanted, points.length());
                column.blocks.addFirst(new DataEvent.NewData(block.node(), block.firstIndex() + wanted, rest));
            }
        }
        return parts.isEmpty()
                ? Optional.empty()
                : first.map(block -> new DataEvent.NewData(block.node(), block.firstIndex(), Ragged.join(parts)));
    }
}
