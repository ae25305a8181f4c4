package bliss4j.redis;

import java.time.Duration;

/**
 * How long Redis keeps what was published, and how much of it.
 *
 * @param lifetime how long a finished scan is kept: the page's one day; the containers above it an hour longer
 * @param limitBytes what all scans together may take: the page's 1 GB. From 80 % of it finished scans are let go, the
 *     oldest first, until 70 % is left
 * @param lease how long a running scan may be silent before it is suspected to be dead; a quarter of it later it is taken
 */
public record Retention(Duration lifetime, long limitBytes, Duration lease) {
    /** One day, 1 GiB, a minute. */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(1), 1L << 30, Duration.ofMinutes(1));

    private static final int BEATS_A_LEASE = 6;
    private static final int GRACES_A_LEASE = 4;
    private static final int LEASES_FOR_OTHERS = 10;
    private static final int REPORTS_A_LIMIT = 256;

    public Retention withLifetime(Duration other) {
        return new Retention(other, limitBytes, lease);
    }

    public Retention withLimit(long bytes) {
        return new Retention(lifetime, bytes, lease);
    }

    public Retention withLease(Duration other) {
        return new Retention(lifetime, limitBytes, other);
    }

    /** From how many bytes on finished scans are let go. */
    long highWater() {
        return limitBytes / 10 * 8;
    }

    /** Down to how many. */
    long lowWater() {
        return limitBytes / 10 * 7;
    }

    /** How often a running scan is to say that it lives. */
    Duration beat() {
        return lease.dividedBy(BEATS_A_LEASE);
    }

    /** How long a suspected scan has to say that it lives. */
    Duration grace() {
        return lease.dividedBy(GRACES_A_LEASE);
    }

    /** How much longer it is left to those who can see its file, by whoever cannot. */
    Duration patience() {
        return lease.multipliedBy(LEASES_FOR_OTHERS);
    }

    /** After how many bytes a running scan says how many it has written, though its beat is not due. */
    long reportBytes() {
        return limitBytes / REPORTS_A_LIMIT;
    }
}
