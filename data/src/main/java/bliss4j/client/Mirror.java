package bliss4j.client;

import bliss4j.block.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A copy of the fields that Redis keeps under one key.
 *
 * @param values the fields
 * @param unsent the fields that were set, or removed, and that Redis was not told of
 */
record Mirror(Map<String, Value> values, Set<String> unsent) {
    static final Mirror EMPTY = new Mirror(Map.of(), Set.of());

    private static final String VALUES = "values";
    private static final String UNSENT = "unsent";

    Mirror {
        values = new LinkedHashMap<>(values);
        unsent = new LinkedHashSet<>(unsent);
    }

    /** @throws bliss4j.block.DataException if that is no mirror */
    static Mirror of(Value stored) {
        Map<String, Value> values = new LinkedHashMap<>();
        stored.at(VALUES).asMap().forEach((field, value) -> values.put(field.asText(), value));
        Set<String> unsent = new LinkedHashSet<>();
        stored.at(UNSENT).asList().forEach(field -> unsent.add(field.asText()));
        return new Mirror(values, unsent);
    }

    Value stored() {
        return Value.of(Map.of(VALUES, Value.of(values), UNSENT, Value.texts(unsent)));
    }

    Optional<Value> find(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /** With fields set or removed. */
    Mirror with(Map<String, Optional<Value>> fields, boolean sent) {
        Mirror changed = new Mirror(values, unsent);
        fields.forEach((field, value) ->
                value.ifPresentOrElse(set -> changed.values.put(field, set), () -> changed.values.remove(field)));
        if (sent) {
            changed.unsent.removeAll(fields.keySet());
        } else {
            changed.unsent.addAll(fields.keySet());
        }
        return changed;
    }

    /**
     * With what Redis has, but for what was set since and could not be sent.
     *
     * @param sent an earlier state, all of which Redis has been told
     */
    Mirror refreshed(Mirror sent, Map<String, Value> redis) {
        Mirror changed = new Mirror(redis, Set.of());
        for (String field : unsent) {
            boolean told = sent.unsent.contains(field) && sent.find(field).equals(find(field));
            if (!told) {
                changed = changed.with(Map.of(field, find(field)), false);
            }
        }
        return changed;
    }
}
