package bliss4j.redis;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import bliss4j.image.ImageAcquisition;
import bliss4j.image.ImageTable;
import bliss4j.pickle.PickleWriter;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanSink.Points;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;

/** The stream of one channel's points: what {@link RedisSink} writes to it. The id of an entry is its first index + 1. */
final class ChannelStream {
    private static final int MAX_POINTS = 1024;
    private static final int MAX_BYTES = 1 << 20;
    /** What the pickle of a string has beside its bytes. */
    private static final int TEXT_BYTES = 8;

    /** What an entry takes beside its description and points, about. */
    private static final int ENTRY_BYTES = 64;

    private static final byte[] ONE = Wire.utf8(1);
    /** Not after the scan has gone: nobody would let go of such a stream again. */
    private static final byte[] ONLY_IF_THERE = Wire.utf8("NOMKSTREAM");

    private final byte[] key;
    private final byte[] description;
    private final PickleWriter pickle = new PickleWriter();
    private final Optional<ImageAcquisition> images;
    private long lastSaved = -1;
    private long bytes;

    ChannelStream(String dbName, ChannelDescription channel) {
        key = Keys.data(dbName);
        images = channel.images();
        description = PickleWriter.pickle(description(channel));
    }

    /** How many bytes the server has to keep for what was queued since this was last asked, about. */
    long takeBytes() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }

    private static Value description(ChannelDescription channel) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("reference", Value.of(false));
        fields.put("dtype", Value.of(channel.dtype()));
        fields.put("shape", ScanDescription.shape(channel.shape()));
        fields.put("unit", channel.unit().map(Value::of).orElseGet(Value::nothing));
        return Value.of(fields);
    }

    /**
     * Queues points as entries of bounded size.
     *
     * @param sequence the number of the first entry in its scan
     * @return the number after the last
     */
    long send(Wire wire, Points points, long sequence) {
        NdArray rows = points.rows();
        long next = sequence;
        int to;
        for (int from = 0; from < rows.length(); from = to) {
            to = entryEnd(rows, from);
            int count = to - from;
            byte[] data = pickle.points(rows.slice(from, to));
            bytes += description.length + data.length + ENTRY_BYTES;
            byte[][] entry = {
                key,
                ONLY_IF_THERE,
                Wire.utf8(points.first() + from + 1),
                Keys.EVENT,
                images.isPresent() ? Keys.LIMAIMAGESTATUS : Keys.CHANNELDATA,
                Keys.DESC,
                description,
                Keys.NPOINTS,
                count == 1 ? ONE : Wire.utf8(count),
                Keys.DATA,
                data,
                Keys.SEQ,
                Wire.utf8(next++),
                Keys.TIME,
                Wire.utf8(points.timeNs())
            };
            wire.send(Command.XADD, images.isPresent() ? withStatus(entry, rows, points.first(), from, to) : entry);
        }
        return next;
    }

    /** What V21's clients look at in an entry of images: how far the acquisition is. */
    private byte[][] withStatus(byte[][] entry, NdArray rows, long firstIndex, int from, int to) {
        for (int i = from; i < to; i++) {
            if (rows.row(i) instanceof Texts row && ImageTable.isSaved(row)) {
                lastSaved = firstIndex + i;
            }
        }
        Value status = Value.of(images.orElseThrow().status(firstIndex + to - 1, lastSaved));
        byte[][] more = Arrays.copyOf(entry, entry.length + 2);
        more[entry.length] = Keys.STATUS;
        more[entry.length + 1] = PickleWriter.pickle(status);
        bytes += more[entry.length + 1].length;
        return more;
    }

    /** Where the entry ends that starts at {@code from}: it holds at least one point. */
    private static int entryEnd(NdArray rows, int from) {
        int most = Math.min(rows.length(), from + MAX_POINTS);
        int rowItems = rows.shape().row().size();
        return switch (rows) {
            case Numbers numbers -> {
                long rowBytes = Math.max(1, (long) rowItems * numbers.dtype().itemSize());
                yield Math.clamp(from + MAX_BYTES / rowBytes, from + 1, most);
            }
            case Texts texts -> {
                int end = from;
                long bytes = 0;
                while (end < most && (end == from || bytes < MAX_BYTES)) {
                    bytes += textBytes(texts, end++, rowItems);
                }
                yield bytes > MAX_BYTES && end > from + 1 ? end - 1 : end;
            }
        };
    }

    private static long textBytes(Texts texts, int row, int rowItems) {
        long bytes = 0;
        for (String text : texts.items().subList(row * rowItems, (row + 1) * rowItems)) {
            bytes += TEXT_BYTES + Wire.utf8(text).length;
        }
        return bytes;
    }
}
