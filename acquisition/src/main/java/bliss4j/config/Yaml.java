package bliss4j.config;

import bliss4j.block.Value;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a YAML file holds, with the place of everything. */
sealed interface Yaml {
    Place place();

    Extent extent();

    Value value();

    /** A value that comes from no file. */
    static Yaml of(Place place, Value value) {
        return switch (value.plain()) {
            case Value.ListOf list ->
                Sequence.of(
                        place,
                        list.items().stream().map(item -> of(place, item)).toList());
            case Value.MapOf map -> {
                Map<String, Entry> entries = new LinkedHashMap<>();
                map.entries().forEach((key, item) -> entries.put(key.asText(), new Entry(place, of(place, item))));
                yield Mapping.of(place, entries);
            }
            case Value plain -> new Scalar(place, plain);
        };
    }

    /** A number, text, a boolean, or nothing. */
    record Scalar(Place place, Value value) implements Yaml {
        @Override
        public Extent extent() {
            return Extent.ONE;
        }
    }

    record Sequence(Place place, List<Yaml> items, Extent extent) implements Yaml {
        static Sequence of(Place place, List<Yaml> items) {
            return new Sequence(place, List.copyOf(items), Extent.around(items));
        }

        @Override
        public Value value() {
            return Value.of(items.stream().map(Yaml::value).toList());
        }
    }

    /** In the order of the file. */
    record Mapping(Place place, Map<String, Entry> entries, Extent extent) implements Yaml {
        static Mapping of(Place place, Map<String, Entry> entries) {
            List<Yaml> values = entries.values().stream().map(Entry::value).toList();
            return new Mapping(place, Collections.unmodifiableMap(new LinkedHashMap<>(entries)), Extent.around(values));
        }

        @Override
        public Value.MapOf value() {
            Map<String, Value> values = new LinkedHashMap<>();
            entries.forEach((key, entry) -> values.put(key, entry.value.value()));
            return Value.of(values);
        }
    }

    /** @param place of the key */
    record Entry(Place place, Yaml value) {}

    /** How large something is once every alias in it is replaced by what it stands for. */
    record Extent(long size, int depth) {
        static final Extent ONE = new Extent(1, 1);

        static Extent around(Collection<Yaml> items) {
            long size = 1;
            int depth = 1;
            for (Yaml item : items) {
                size += item.extent().size;
                depth = Math.max(depth, item.extent().depth + 1);
            }
            return new Extent(size, depth);
        }
    }
}
