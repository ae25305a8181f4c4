package bliss4j.publish;

import bliss4j.block.Value;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the other end of a lane was away or behind: now, for whoever looks at the scan, and before, for the scan's info. One
 * that comes back within seconds is the same one. Any thread.
 */
final class Troubles {
    private static final Duration SAME = Duration.ofSeconds(5);
    private static final int MOST_NOTES = 100;

    private final Clock clock;
    private final Deque<Note> over = new ArrayDeque<>();
    private @Nullable Trouble now;

    private record Trouble(Instant since, String why) {
        Note until(Instant end) {
            return new Note(since, end, why);
        }
    }

    private record Note(Instant since, Instant until, String why) {
        Value value() {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("since", Value.of(since.toString()));
            fields.put("until", Value.of(until.toString()));
            fields.put("why", Value.of(why));
            return Value.of(fields);
        }
    }

    Troubles(Clock clock) {
        this.clock = clock;
    }

    /** Notes that there is trouble from now on, or why it has got worse; whether that is news. */
    synchronized boolean begin(String why) {
        if (now != null) {
            now = new Trouble(now.since(), why);
            return false;
        }
        Note last = over.peekLast();
        if (last != null && last.until().plus(SAME).isAfter(clock.instant())) {
            over.removeLast();
            now = new Trouble(last.since(), why);
            return false;
        }
        now = new Trouble(clock.instant(), why);
        return true;
    }

    /** Notes that the trouble is over. */
    synchronized void end() {
        if (now != null) {
            over.addLast(now.until(clock.instant()));
            if (over.size() > MOST_NOTES) {
                over.removeFirst();
            }
            now = null;
        }
    }

    /** Since when there is trouble, and why. */
    synchronized Optional<String> now() {
        return Optional.ofNullable(now).map(trouble -> "since " + trouble.since() + ": " + trouble.why());
    }

    /** The info with notes of all troubles, the one that is ending among them. */
    synchronized Map<String, Value> noted(Map<String, Value> info) {
        List<Value> notes = new ArrayList<>();
        over.forEach(note -> notes.add(note.value()));
        if (now != null) {
            notes.add(now.until(clock.instant()).value());
        }
        if (notes.isEmpty()) {
            return info;
        }
        Map<String, Value> all = new LinkedHashMap<>(info);
        all.put("degraded", Value.of(notes));
        return all;
    }
}
