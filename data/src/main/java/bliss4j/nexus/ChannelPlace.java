package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDescription.PlacedChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel of a scan as the file sees it.
 *
 * @param index its place in the scan's description
 * @param chunkRows how many of its points lie together on the disk
 * @param deflate how strongly they are packed; 0 for not at all
 */
record ChannelPlace(int index, PlacedChannel placed, int chunkRows, int deflate) {
    /** Bytes of a chunk in a long scan. */
    private static final long CHUNK_BYTES = 64 << 10;

    /** Bytes that the chunks which grow take together: with a thousand channels they must be smaller. */
    private static final long ALL_CHUNKS_BYTES = 16 << 20;

    private static final long LEAST_CHUNK_BYTES = 4 << 10;

    /** Rows of a chunk when nobody knows how long the scan will be. */
    private static final long UNKNOWN_ROWS = 1024;

    /** What a text takes in a chunk, which holds only where it lies. */
    private static final int TEXT_BYTES = 16;

    static List<ChannelPlace> of(ScanDescription scan) {
        List<ChannelPlace> places = new ArrayList<>();
        for (PlacedChannel placed : scan.channels()) {
            int rows = chunkRows(
                    points(scan), rowBytes(placed.channel()), scan.channels().size());
            places.add(new ChannelPlace(places.size(), placed, rows, deflate(scan, placed.channel())));
        }
        return places;
    }

    /** Spectra and images alone: counters are small, and text holds only where it lies. */
    private static int deflate(ScanDescription scan, ChannelDescription channel) {
        boolean packs = channel.shape().rank() > 0 && channel.dtype() != DType.TEXT;
        return packs ? scan.draft().deflate() : 0;
    }

    ChannelDescription description() {
        return placed.channel();
    }

    DeviceDescription device() {
        return placed.device();
    }

    /** Short scans get chunks of their size, long ones of 64 KiB, less if there are very many channels. */
    static int chunkRows(long points, long rowBytes, int channels) {
        long chunkBytes = Math.clamp(ALL_CHUNKS_BYTES / Math.max(1, channels), LEAST_CHUNK_BYTES, CHUNK_BYTES);
        long most = Math.max(1, chunkBytes / rowBytes);
        return (int) Math.min(points > 0 ? points : UNKNOWN_ROWS, most);
    }

    private static long points(ScanDescription scan) {
        return scan.info().getOrDefault("npoints", Value.nothing()).plain() instanceof Value.Whole count
                ? count.value()
                : 0;
    }

    private static long rowBytes(ChannelDescription channel) {
        int itemBytes =
                channel.dtype() == DType.TEXT ? TEXT_BYTES : channel.dtype().itemSize();
        long bytes = (long) channel.shape().size() * itemBytes;
        if (bytes == 0) {
            throw new DataException("channel " + channel.fullname() + " cannot be saved: its points have the shape "
                    + channel.shape() + " and hold nothing");
        }
        return bytes;
    }
}
