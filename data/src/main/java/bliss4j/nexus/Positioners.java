package bliss4j.nexus;

import bliss4j.array.Numbers;
import bliss4j.block.Value;
import java.util.Map;

/**
 * Where every axis stood when the scan began, from the info's entry {@code positioners}: one number an axis, with its
 * unit. An axis whose position is no number could not be read: it is NaN, with the reason as attribute {@code error}.
 */
final class Positioners {
    private final NexusPlan plan;
    private final Value.MapOf positions;

    Positioners(NexusPlan plan, Map<String, Value> info) {
        this.plan = plan;
        this.positions = map(info.getOrDefault("positioners", Value.nothing()));
    }

    void write(String instrument) {
        write(instrument, "positioners", "positioners_start");
        write(instrument, "positioners_dial", "positioners_dial_start");
    }

    private void write(String instrument, String name, String key) {
        String group = plan.group(instrument, name, NexusPlan.COLLECTION);
        entry(key).entries().forEach((axis, position) -> write(group, axis.asText(), position));
    }

    private void write(String group, String axis, Value position) {
        double number = number(position);
        String path = plan.fixed(group, axis, Numbers.scalar(number));
        if (entry("positioners_units").find(axis).orElse(Value.nothing()) instanceof Value.Text unit) {
            plan.attribute(path, "units", unit.value());
        }
        if (Double.isNaN(number)) {
            plan.attribute(path, "error", position instanceof Value.Text why ? why.value() : "could not be read");
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
