package bliss4j.publish;

import bliss4j.block.Value;
import bliss4j.data.ScanState;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a scan ended.
 *
 * @param state DONE, ABORTED or FAILED
 * @param reason one line for people: {@code done}, or what stopped it
 * @param time when
 * @param points how many points each channel has, by full name
 * @param found what else is known only now, such as where the axes stand; entries of the scan's info
 * @param digests what was published of each channel, in the order of the description; empty if nobody took them
 */
public record ScanEnd(
        ScanState state,
        String reason,
        ZonedDateTime time,
        Map<String, Long> points,
        Map<String, Value> found,
        List<Digest.Sum> digests) {
    private static final DateTimeFormatter STRTIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ENGLISH);

    public ScanEnd {
        if (!state.ended()) {
            throw new IllegalArgumentException("a scan cannot end as " + state);
        }
        points = new LinkedHashMap<>(points);
        found = new LinkedHashMap<>(found);
        digests = List.copyOf(digests);
    }

    /** Without digests. */
    public ScanEnd(
            ScanState state, String reason, ZonedDateTime time, Map<String, Long> points, Map<String, Value> found) {
        this(state, reason, time, points, found, List.of());
    }

    /** Of which nothing else is known. */
    public ScanEnd(ScanState state, String reason, ZonedDateTime time, Map<String, Long> points) {
        this(state, reason, time, points, Map.of());
    }

    /** The same scan, failed after all. */
    ScanEnd failed(String why) {
        return new ScanEnd(ScanState.FAILED, why, time, points, found, digests);
    }

    /** A time as it stands in {@code start_time_str}: {@code Mon Nov 23 03:14:38 2026}. */
    public static String text(ZonedDateTime time) {
        return STRTIME.format(time);
    }

    /** Seconds since the epoch, as in {@code start_timestamp}. */
    public static double timestamp(ZonedDateTime time) {
        return time.toEpochSecond() + time.getNano() / 1e9;
    }

    /** What the scan's node says from now on. */
    public Map<String, Value> info() {
        Map<String, Value> info = new LinkedHashMap<>(found);
        info.put("end_time", Value.of(time.toLocalDateTime()));
        info.put("end_time_str", Value.of(text(time)));
        info.put("end_timestamp", Value.of(timestamp(time)));
        info.put("state", Value.of(state.code()));
        info.put("end_reason", Value.of(reason));
        Map<String, Value> counts = new LinkedHashMap<>();
        points.forEach((channel, count) -> counts.put(channel, Value.of(count)));
        info.put("points", Value.of(counts));
        return info;
    }
}
