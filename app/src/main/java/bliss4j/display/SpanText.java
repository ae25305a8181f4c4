package bliss4j.display;

import java.time.Duration;

/** Times as Python prints a {@code timedelta}: {@code 0:00:02.126591}, {@code 1 day, 0:00:01}. */
final class SpanText {
    private static final double MICROS = 1e6;
    private static final int MICROS_A_SECOND = 1_000_000;
    private static final int NANOS_A_MICRO = 1000;

    private SpanText() {}

    static String of(Duration span) {
        long days = span.toDays();
        int micros = span.toNanosPart() / NANOS_A_MICRO;
        return (days == 0 ? "" : days + (days == 1 ? " day, " : " days, "))
                + "%d:%02d:%02d".formatted(span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart())
                + (micros == 0 ? "" : ".%06d".formatted(micros));
    }

    /** @param seconds not negative */
    static String of(double seconds) {
        long micros = Math.round(seconds * MICROS);
        return of(Duration.ofSeconds(micros / MICROS_A_SECOND, micros % MICROS_A_SECOND * NANOS_A_MICRO));
    }

    /** Whole seconds, for what changes all the time. */
    static String coarse(double seconds) {
        return of(Duration.ofSeconds((long) Math.ceil(seconds)));
    }
}
