package bliss4j.publish;

import bliss4j.array.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points that wait in a lane, joined per channel, in the order in which the channels came. */
final class Appends implements LaneStep {
    private final @Nullable Joined[] open;
    private final List<Joined> joined = new ArrayList<>();
    private int used;
    private int bytes;

    Appends(int channels) {
        open = new Joined[channels];
    }

    /** Copies points in and says how many bytes that took. */
    int add(int channel, long first, NdArray points, long timeNs) {
        Joined tail = open[channel];
        if (tail == null || !tail.takes(points)) {
            tail = next();
            tail.start(channel, first, points, timeNs);
            open[channel] = tail;
        }
        int taken = tail.add(points);
        bytes += taken;
        return taken;
    }

    private Joined next() {
        if (used == joined.size()) {
            joined.add(new Joined());
        }
        return joined.get(used++);
    }

    int bytes() {
        return bytes;
    }

    List<ScanSink.Points> toPoints() {
        return joined.subList(0, used).stream().map(Joined::toPoints).toList();
    }

    /** Makes it empty; the buffers stay for the next use. */
    void clear() {
        Arrays.fill(open, null);
        used = 0;
        bytes = 0;
    }
}
