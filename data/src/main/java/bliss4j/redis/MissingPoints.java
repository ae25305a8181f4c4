package bliss4j.redis;

import bliss4j.array.NdArray;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanSink.Points;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * Brings the points of a reaped scan that its file has and Redis has not. Its streams accept nothing from anybody: each slice
 * opens and closes them again in one step.
 */
final class MissingPoints {
    private static final int SLICE = 8192;
    private static final ProtocolCommand XSETID = () -> Wire.utf8("XSETID");
    private static final byte[] CLOSED = Wire.utf8("9223372036854775807-0");

    private final Wire wire;
    private final List<DataNode.Channel> channels;
    private long sequence = 1;
    private long timeNs;

    MissingPoints(Wire wire, List<DataNode.Channel> channels) {
        this.wire = wire;
        this.channels = channels;
    }

    void bring(DataStore saved) {
        channels.forEach(this::lastEntry); // so that what comes is numbered after what is there
        for (DataNode.Channel channel : channels) {
            saved.node(channel.dbName()).map(DataNode.Channel.class::cast).ifPresent(there -> bring(channel, there));
        }
    }

    private void bring(DataNode.Channel channel, DataNode.Channel saved) {
        ChannelDescription described = new ChannelDescription(
                channel.name(), channel.fullname(), channel.dtype(), channel.shape(), channel.unit(), true);
        ChannelStream stream = new ChannelStream(channel.dbName(), described);
        byte[] key = Keys.data(channel.dbName());
        long end = saved.length();
        long next = channel.length();
        while (next < end) {
            NdArray rows = saved.get(next, Math.min(end, next + SLICE));
            byte[] last = Wire.utf8(lastEntry(channel));
            wire.send(Command.MULTI);
            wire.send(XSETID, key, last);
            sequence = stream.send(wire, new Points(0, next, rows, timeNs), sequence);
            wire.send(XSETID, key, CLOSED);
            wire.send(Command.EXEC);
            wire.sync();
            next += rows.length();
        }
    }

    /** The id of a channel's last entry, which also says how far numbers and time have come. */
    private String lastEntry(DataNode.Channel channel) {
        @Nullable
        Object reply = wire.call(
                Command.XREVRANGE,
                Keys.data(channel.dbName()),
                Wire.utf8("+"),
                Wire.utf8("-"),
                Wire.utf8("COUNT"),
                Wire.utf8(1));
        List<?> entries = reply == null ? List.of() : (List<?>) reply;
        if (entries.isEmpty()) {
            return StreamId.START.toString();
        }
        List<?> last = (List<?>) entries.getFirst();
        sequence = Math.max(sequence, number(last, Keys.SEQ) + 1);
        timeNs = Math.max(timeNs, number(last, Keys.TIME));
        return StreamReply.id(last);
    }

    private static long number(List<?> entry, byte[] field) {
        return StreamReply.find(entry, field)
                .map(Wire::text)
                .map(Long::parseLong)
                .orElse(0L);
    }
}
