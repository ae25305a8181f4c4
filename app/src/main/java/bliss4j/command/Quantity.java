package bliss4j.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people write them: {@code 1 day}, {@code 90 min}, {@code 1 GB}. */
final class Quantity {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,6}(?:\\.\\d{1,3})?)\\s*([a-zA-Z]+)\\s*");
    private static final Map<String, Long> SECONDS = Map.of(
            "s", 1L, "min", 60L, "h", 3600L, "hour", 3600L, "hours", 3600L, "d", 86_400L, "day", 86_400L, "days",
            86_400L);
    private static final Map<String, Long> BYTES = Map.of(
            "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30, "tb", 1L << 40, "kib", 1L << 10, "mib", 1L << 20, "gib",
            1L << 30, "tib", 1L << 40);

    private Quantity() {}

    /** Empty if it is no time. */
    static Optional<Duration> duration(String text) {
        OptionalLong milliseconds = read(text, SECONDS, 1000);
        return milliseconds.isPresent() ? Optional.of(Duration.ofMillis(milliseconds.getAsLong())) : Optional.empty();
    }

    /** Units are those of Redis: 1 kB is 1024 bytes. Empty if it is no size. */
    static OptionalLong bytes(String text) {
        return read(text, BYTES, 1);
    }

    private static OptionalLong read(String text, Map<String, Long> units, long scale) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
        return unit == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(Double.parseDouble(matcher.group(1)) * unit * scale));
    }
}
