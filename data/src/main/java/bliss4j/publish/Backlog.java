package bliss4j.publish;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Texts;
import bliss4j.publish.ScanSink.Points;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The last points of an unsaved scan, so that a Redis that was away can be brought up to date. For its lane's thread. */
final class Backlog implements SavedPoints {
    private static final int TEXT_BYTES = 64;

    private final long bound;
    private final Deque<Points> kept = new ArrayDeque<>();
    private final Map<Integer, Long> lengths = new HashMap<>();
    private long bytes;

    /** @param bound how many bytes of points it keeps */
    Backlog(long bound) {
        this.bound = bound;
    }

    /** The index after the last point of a channel that was kept, whether it still is or not. */
    long length(int channel) {
        return lengths.getOrDefault(channel, 0L);
    }

    void keep(Points points) {
        kept.addLast(points);
        lengths.put(points.channel(), points.first() + points.rows().length());
        bytes += size(points);
        while (bytes > bound && kept.size() > 1) {
            bytes -= size(kept.removeFirst());
        }
    }

    private static long size(Points points) {
        return switch (points.rows()) {
            case Numbers numbers -> numbers.byteCount();
            case Texts texts -> (long) texts.items().size() * TEXT_BYTES;
        };
    }

    @Override
    public NdArray read(int channel, long from, long to) {
        for (Points points : kept) {
            long end = points.first() + points.rows().length();
            if (points.channel() == channel && points.first() <= from && from < end) {
                return points.rows().slice((int) (from - points.first()), (int) (Math.min(to, end) - points.first()));
            }
        }
        throw new PublishException(
                "the backlog of " + bound / (1 << 20) + " MiB of an unsaved scan is full: points from " + from
                        + " on of its channel " + channel + " are lost");
    }
}
