package bliss4j.display;

import java.util.Locale;

/** How far a scan is and how long it will still take, in one line; for scans that take long enough to look at it. */
final class Progress {
    private static final double SHORT = 3;
    private static final int LENGTH = 30;
    private static final double PERCENT = 100;

    private final long points;
    private final double estimate;

    /**
     * @param points how many it will have; 0 if that is not known
     * @param estimate how long it was thought to take, in seconds
     */
    Progress(long points, double estimate) {
        this.points = points;
        this.estimate = estimate;
    }

    /**
     * @param seconds how long it has run
     * @return empty for a scan that is short or whose end is not known
     */
    String text(long done, double seconds) {
        if (points == 0) {
            return "";
        }
        double total = done == 0 ? Math.max(estimate, seconds) : Math.max(seconds, seconds / done * points);
        if (total < SHORT) {
            return "";
        }
        double part = Math.min(1, (double) done / points);
        int filled = (int) (part * LENGTH);
        return String.format(
                Locale.ROOT,
                "%3.0f %% [%s%s] %s left",
                Math.floor(part * PERCENT),
                "#".repeat(filled),
                ".".repeat(LENGTH - filled),
                SpanText.coarse(total - seconds));
    }
}
