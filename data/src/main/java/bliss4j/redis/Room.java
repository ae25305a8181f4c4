package bliss4j.redis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what Redis holds of scans below the limit. Memory is freed before it is written to, never in the same step. */
record Room(Retention retention) {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final int TENTH = 10;

    /** Lets finished scans go if all take so much that it is time. */
    void keep(Wire wire, long total) {
        if (total > retention.highWater()) {
            long left = Ledger.evict(wire, retention.lowWater());
            if (left > retention.highWater()) {
                LOG.debug("running scans alone take {} bytes of {}", left, retention.limitBytes());
            }
        }
    }

    /** Writes something that is written whole or not at all; if memory is full, once more after room was made. */
    void with(Wire wire, Runnable write) {
        try {
            write.run();
        } catch (RedisException e) {
            if (!afterRefusal(wire, e)) {
                throw e;
            }
            write.run();
        }
    }

    /** Makes room if something was refused since memory is full; false if that was not why. */
    boolean afterRefusal(Wire wire, RedisException refusal) {
        if (!String.valueOf(refusal.getMessage()).contains(" OOM ")) {
            return false;
        }
        long total = Ledger.evict(wire, Long.MAX_VALUE);
        long left = Ledger.evict(wire, Math.min(retention.lowWater(), total - total / TENTH));
        LOG.warn("memory of Redis is full: finished scans of {} bytes were let go of", total - left);
        return true;
    }
}
