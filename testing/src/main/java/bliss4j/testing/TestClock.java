package bliss4j.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Any thread may read and move it. */
public final class TestClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private TestClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** A clock in UTC at this instant, such as {@code 2026-11-23T08:00:00Z}. */
    public static TestClock at(String instant) {
        return new TestClock(new AtomicReference<>(Instant.parse(instant)), ZoneOffset.UTC);
    }

    /** Moves it to this instant, backwards too. */
    public void set(Instant instant) {
        now.set(instant);
    }

    /** Moves it by so much; a negative duration moves it back. */
    public void advance(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock seen from another zone: moving one moves both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(now, other);
    }
}
