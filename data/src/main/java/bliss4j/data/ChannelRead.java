package bliss4j.data;

import bliss4j.array.NdArray;
import java.util.List;
import java.util.Optional;

/** What −1 and ranges mean when a channel is read (ruling X6). */
final class ChannelRead {
    private static final long LAST = -1;

    private ChannelRead() {}

    static Optional<NdArray> one(DataNode.Channel channel, long index) {
        long wanted = index;
        if (index == LAST) {
            wanted = channel.length() - 1;
            if (wanted < 0) {
                return Optional.empty();
            }
        }
        refuseNegative(channel, index, wanted);
        NdArray rows = read(channel, wanted, wanted + 1);
        return rows.length() == 0 ? Optional.empty() : Optional.of(rows.row(0));
    }

    static NdArray range(DataNode.Channel channel, long from, long to) {
        refuseNegative(channel, from, from);
        if (to == LAST) {
            return read(channel, from, PointRange.END);
        }
        refuseNegative(channel, to, to);
        return read(channel, from, Math.max(from, to));
    }

    private static NdArray read(DataNode.Channel channel, long from, long to) {
        return channel.store().read(List.of(new PointRange(channel, from, to))).getFirst();
    }

    private static void refuseNegative(DataNode.Channel channel, long given, long index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException(
                    "index " + given + " of " + channel.dbName() + ": only -1 may be negative, it means the last");
        }
    }
}
