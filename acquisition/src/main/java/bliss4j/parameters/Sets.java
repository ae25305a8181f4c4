package bliss4j.parameters;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What one look into a {@link Wardrobe} found, and what would have to be changed for something to happen.
 *
 * <p>Fields are called {@code set:parameter}. A store need not keep an order, so the names of the added parameters are kept
 * in theirs beside them; those that two processes added at once come last, by name.
 *
 * @param fields as they are kept
 */
public record Sets(Map<String, Value> fields) {
    /** The set whose values all others take where they have none. */
    public static final String DEFAULT = "default";

    /** When a set was made and when it was last changed; kept with each. */
    public static final String CREATED = "_creation_date";

    public static final String ACCESSED = "_last_accessed";

    private static final String ADDED = "_added";
    private static final Set<String> NOTES = Set.of(CREATED, ACCESSED, ADDED);
    private static final String CURRENT = "_current";

    public Sets {
        fields = Map.copyOf(fields);
    }

    static boolean isNote(String parameter) {
        return NOTES.contains(parameter);
    }

    static String field(String set, String parameter) {
        return set + ":" + parameter;
    }

    private static Optional<String> setOf(String field) {
        int colon = field.lastIndexOf(':'); // no parameter has one in its name, but a set may
        return colon < 0 ? Optional.empty() : Optional.of(field.substring(0, colon));
    }

    private static String parameterOf(String field) {
        return field.substring(field.lastIndexOf(':') + 1);
    }

    /** The set that is used now. */
    public String current() {
        return fields.get(CURRENT) instanceof Value.Text text && names().contains(text.value())
                ? text.value()
                : DEFAULT;
    }

    /** All sets, {@code default} first, the others by name. */
    public List<String> names() {
        Set<String> others = new TreeSet<>();
        fields.keySet().forEach(field -> setOf(field).ifPresent(others::add));
        others.remove(DEFAULT);
        List<String> names = new ArrayList<>(List.of(DEFAULT));
        names.addAll(others);
        return names;
    }

    /** What the current set says of a parameter, or else the default. */
    public Optional<Value> find(String parameter) {
        return find(current(), parameter);
    }

    /** What a set says of a parameter, or else the default. */
    public Optional<Value> find(String set, String parameter) {
        return own(set, parameter).or(() -> own(DEFAULT, parameter));
    }

    /** What a set says itself. */
    public Optional<Value> own(String set, String parameter) {
        return Optional.ofNullable(fields.get(field(set, parameter)));
    }

    /**
     * The parameters that users added, in their order.
     *
     * @param usual which ones are there without being added
     */
    public List<String> added(Predicate<String> usual) {
        Set<String> found = new TreeSet<>();
        fields.keySet().stream()
                .filter(field -> setOf(field).isPresent())
                .map(Sets::parameterOf)
                .forEach(found::add);
        Set<String> names = new LinkedHashSet<>();
        if (own(DEFAULT, ADDED).orElse(Value.nothing()) instanceof Value.ListOf list) {
            for (Value name : list.items()) {
                if (name instanceof Value.Text text && found.contains(text.value())) {
                    names.add(text.value());
                }
            }
        }
        names.addAll(found);
        names.removeIf(name -> isNote(name) || usual.test(name));
        return List.copyOf(names);
    }

    /** Gives parameters values in the current set. */
    public Map<String, Optional<Value>> setting(Map<String, Value> values) {
        Map<String, Optional<Value>> changes = new HashMap<>();
        values.forEach((parameter, value) -> changes.put(field(current(), parameter), Optional.of(value)));
        return changes;
    }

    /** Gives a parameter a default, which the current set then takes. */
    public Map<String, Optional<Value>> adding(String parameter, Value value, Predicate<String> usual) {
        Map<String, Optional<Value>> changes = new HashMap<>();
        changes.put(field(current(), parameter), Optional.empty());
        changes.put(field(DEFAULT, parameter), Optional.of(value));
        if (!usual.test(parameter)) {
            List<String> order = new ArrayList<>(added(usual));
            if (!order.contains(parameter)) {
                order.add(parameter);
            }
            changes.put(field(DEFAULT, ADDED), Optional.of(Value.texts(order)));
        }
        return changes;
    }

    /** Takes a parameter out of all sets. */
    public Map<String, Optional<Value>> forgetting(String parameter) {
        return removing(field -> parameterOf(field).equals(parameter));
    }

    /**
     * Makes a set the current one; one that is not there is made.
     *
     * @param copy the set whose own values a new one gets; empty for none
     * @throws ParameterException NAME if no set can be called so, there is none to copy, or the new one is there already
     */
    public Map<String, Optional<Value>> switching(String name, Optional<String> copy) {
        if (name.isBlank() || name.startsWith(".")) {
            throw new ParameterException(
                    Kind.NAME, "a set of parameters cannot be called '" + name + "': expected a word such as 'night'");
        }
        boolean there = names().contains(name);
        Map<String, Optional<Value>> changes = new HashMap<>();
        copy.ifPresent(from -> {
            known(from);
            if (there) {
                throw new ParameterException(
                        Kind.NAME,
                        "there is a set '" + name + "' already: switch('" + name + "') goes to it, remove('" + name
                                + "') makes place for a copy of '" + from + "'");
            }
            fields.forEach((field, value) -> {
                if (setOf(field).equals(copy) && !isNote(parameterOf(field))) {
                    changes.put(field(name, parameterOf(field)), Optional.of(value));
                }
            });
        });
        changes.put(CURRENT, Optional.of(Value.of(name)));
        return changes;
    }

    /**
     * Takes a set away; if it was the current one, {@code default} is now.
     *
     * @throws ParameterException NAME if there is none or it is {@code default}
     */
    public Map<String, Optional<Value>> dropping(String name) {
        known(name);
        if (name.equals(DEFAULT)) {
            throw new ParameterException(Kind.NAME, "the set 'default' cannot be removed: the others take its values");
        }
        Map<String, Optional<Value>> changes = removing(field -> setOf(field).equals(Optional.of(name)));
        if (current().equals(name)) {
            changes.put(CURRENT, Optional.empty());
        }
        return changes;
    }

    /** Takes everything away. */
    public Map<String, Optional<Value>> purging() {
        return removing(field -> true);
    }

    private Map<String, Optional<Value>> removing(Predicate<String> which) {
        Map<String, Optional<Value>> changes = new HashMap<>();
        fields.keySet().stream().filter(which).forEach(field -> changes.put(field, Optional.empty()));
        return changes;
    }

    private void known(String name) {
        if (!names().contains(name)) {
            throw new ParameterException(
                    Kind.NAME,
                    "there is no set of parameters '" + name + "'; there are " + String.join(", ", names())
                            + ", and a parameter is called '." + name + "'");
        }
    }

    /** These after changes. */
    Sets with(Map<String, Optional<Value>> changes) {
        Map<String, Value> after = new HashMap<>(fields);
        changes.forEach(
                (field, value) -> value.ifPresentOrElse(given -> after.put(field, given), () -> after.remove(field)));
        return new Sets(after);
    }

    /** What has to be noted of an access to the current set at {@code now}, unless it stands there already. */
    Map<String, Optional<Value>> noting(Value now) {
        Map<String, Optional<Value>> notes = new HashMap<>();
        String set = fields.get(CURRENT) instanceof Value.Text text ? text.value() : DEFAULT;
        if (own(set, CREATED).isEmpty()) {
            notes.put(field(set, CREATED), Optional.of(now));
        }
        if (!own(set, ACCESSED).equals(Optional.of(now))) {
            notes.put(field(set, ACCESSED), Optional.of(now));
        }
        return notes;
    }
}
