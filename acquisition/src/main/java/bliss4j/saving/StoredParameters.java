package bliss4j.saving;

import bliss4j.block.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one look into a {@link ParameterSet} found. A store need not keep an order, so the names of the added parameters
 * are kept in theirs beside them; those that two processes added at once come last, by name.
 */
record StoredParameters(Map<String, Value> fields) {
    static final String ADDED = "_added";
    static final String WRITER = "_writer_module";
    static final String CREATION_DATE = "_creation_date";
    static final String LAST_ACCESSED = "_last_accessed";
    private static final Set<String> OWN = Set.of(ADDED, WRITER, CREATION_DATE, LAST_ACCESSED);

    StoredParameters {
        fields = Map.copyOf(fields);
    }

    static boolean isOwn(String field) {
        return OWN.contains(field);
    }

    Optional<Value> find(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** The parameters that users added, in their order. */
    Set<String> added() {
        Set<String> names = new LinkedHashSet<>();
        if (fields.get(ADDED) instanceof Value.ListOf list) {
            for (Value name : list.items()) {
                if (name instanceof Value.Text text && fields.containsKey(text.value())) {
                    names.add(text.value());
                }
            }
        }
        names.addAll(new TreeSet<>(fields.keySet()));
        names.removeIf(name ->
                isOwn(name) || Computed.has(name) || Parameter.find(name).isPresent());
        return names;
    }

    /** The order to keep once {@code name} is there too. */
    Value orderWith(String name) {
        List<String> names = new ArrayList<>(added());
        if (!names.contains(name)) {
            names.add(name);
        }
        return Value.texts(names);
    }
}
