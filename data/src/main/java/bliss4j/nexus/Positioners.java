package bliss4j.nexus;

import bliss4j.array.Numbers;
import bliss4j.block.Value;
import java.util.List;
import java.util.Map;

/**
 * Where every axis stood when the scan began and when it had ended, from the info's entry {@code positioners}: one number
 * an axis, with its unit. An axis whose position is no number could not be read: it is NaN, with the reason as attribute
 * {@code error}.
 */
final class Positioners {
    private static final String USER = "positioners";
    private static final String DIAL = "positioners_dial";
    static final List<String> LISTS = List.of(USER, DIAL);

    private final NexusPlan plan;
    private final Value.MapOf positions;

    /** @param info the scan's info, or that part of it which is known only at the end */
    Positioners(NexusPlan plan, Map<String, Value> info) {
        this.plan = plan;
        this.positions = map(info.getOrDefault(USER, Value.nothing()));
    }

    /** Under the names of behaviour.md C1, and as links under those of C3. */
    void start(String instrument) {
        plan.reserve(instrument, LISTS.stream().map(list -> list + "_end").toList());
        for (String list : LISTS) {
            write(plan.group(instrument, list, NexusPlan.COLLECTION), list + "_start");
        }
        LISTS.forEach(list -> plan.link(instrument, list + "_start", NexusPlan.join(instrument, list)));
    }

    void end(String instrument) {
        for (String list : LISTS) {
            if (positions.find(list + "_end").isPresent()) {
                write(plan.group(instrument, list + "_end", NexusPlan.COLLECTION), list + "_end");
            }
        }
    }

    private void write(String group, String list) {
        Value.MapOf reasons = map(entry("positioners_errors").find(list).orElse(Value.nothing()));
        entry(list).entries().forEach((axis, position) -> write(group, axis, position, reasons));
    }

    private void write(String group, Value axis, Value position, Value.MapOf reasons) {
        double number = number(position);
        String path = plan.fixed(group, axis.asText(), Numbers.scalar(number));
        if (entry("positioners_units").find(axis.asText()).orElse(Value.nothing()) instanceof Value.Text unit) {
            plan.attribute(path, "units", unit.value());
        }
        if (Double.isNaN(number)) {
            Value said = reasons.find(axis.asText()).orElse(position);
            plan.attribute(path, "error", said instanceof Value.Text why ? why.value() : "could not be read");
        }
    }

    private static double number(Value position) {
        return switch (position.plain()) {
            case Value.Real real -> real.value();
            case Value.Whole whole -> whole.value();
            case Value.Huge huge -> huge.asDouble();
            case Value other -> Double.NaN;
        };
    }

    private Value.MapOf entry(String key) {
        return map(positions.find(key).orElse(Value.nothing()));
    }

    private static Value.MapOf map(Value value) {
        return value instanceof Value.MapOf map ? map : Value.MapOf.EMPTY;
    }
}
