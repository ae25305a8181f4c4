package bliss4j.redis;

import bliss4j.block.Value;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanDescription;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what Redis holds of scans below the limit. Memory is freed before it is written to, never in the same step. */
record Room(Retention retention) {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final int TENTH = 10;
    /** What an entry of a stream takes beside its points, measured by benchmarks/run walk. */
    private static final long ENTRY_BYTES = 137;

    /** Lets finished scans go if all take so much that it is time; false if running scans alone take too much. */
    boolean keep(Wire wire, long total) {
        return total <= retention.highWater() || Ledger.evict(wire, retention.lowWater()) <= retention.highWater();
    }

    /** Why a scan that is in no file may have to end before its last point; empty if it fits, or its length is open. */
    Optional<String> concern(ScanDescription scan) {
        if (scan.saved() || !(scan.info().get("npoints") instanceof Value.Whole points)) {
            return Optional.empty();
        }
        double bytes = scan.channels().stream()
                .map(ScanDescription.PlacedChannel::channel)
                .filter(ChannelDescription::published)
                .mapToDouble(channel -> ENTRY_BYTES
                        + (double) channel.dtype().itemSize() * channel.shape().size())
                .sum();
        double megabytes = bytes * points.value() / (1 << 20);
        double limit = (double) retention.limitBytes() / (1 << 20);
        return megabytes <= limit
                ? Optional.empty()
                : Optional.of(
                        "%s is not saved, and its %d points may take %.0f MB of Redis, which keeps %.0f MB: save it, or it may end early"
                                .formatted(scan.scan().dbName(), points.value(), megabytes, limit));
    }

    /** Writes something that is written whole or not at all; if memory is full, once more after room was made. */
    void with(Wire wire, Runnable write) {
        try {
            write.run();
        } catch (RedisException e) {
            if (afterRefusal(wire, e).isEmpty()) {
                throw e;
            }
            write.run();
        }
    }

    /** Makes room if something was refused since memory is full: how many bytes; empty if that was not why. */
    Optional<Long> afterRefusal(Wire wire, RedisException refusal) {
        if (!String.valueOf(refusal.getMessage()).contains(" OOM ")) {
            return Optional.empty();
        }
        long total = Ledger.evict(wire, Long.MAX_VALUE);
        long left = Ledger.evict(wire, Math.min(retention.lowWater(), total - total / TENTH));
        LOG.warn("memory of Redis is full: finished scans of {} bytes were let go of", total - left);
        return Optional.of(total - left);
    }
}
