package bliss4j.display;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is to be said of a scan's file and publication, once each time that it changes. */
final class Health {
    /** Reasons may change as fast as somebody tries again. */
    private static final long PAUSE_NS = Duration.ofSeconds(5).toNanos();

    private final Set<String> told = new HashSet<>();
    private long begin;
    private long last;

    /**
     * @param reasons what is wrong now, one line each
     * @param nowNs {@link System#nanoTime}
     * @return lines to print; empty if there is nothing new
     */
    String news(List<String> reasons, long nowNs) {
        if (reasons.isEmpty()) {
            return recovered(nowNs);
        }
        if (told.isEmpty()) {
            begin = nowNs;
        } else if (nowNs - last < PAUSE_NS) {
            return "";
        }
        List<String> fresh = new ArrayList<>(reasons);
        fresh.removeAll(told);
        told.clear();
        told.addAll(reasons);
        last = nowNs;
        StringBuilder text = new StringBuilder();
        fresh.forEach(reason -> text.append("DEGRADED: ").append(reason).append('\n'));
        return text.toString();
    }

    private String recovered(long nowNs) {
        if (told.isEmpty()) {
            return "";
        }
        told.clear();
        return "No longer DEGRADED, after " + SpanText.of(Duration.ofMillis((nowNs - begin) / 1_000_000)) + "\n";
    }
}
