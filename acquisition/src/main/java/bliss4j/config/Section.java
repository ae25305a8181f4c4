package bliss4j.config;

import bliss4j.block.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mapping of the configuration, read by typed accessors that remember what was asked for, so that a misspelled key can
 * be refused. A key whose value is empty counts as not given.
 *
 * <p>Every error says file and line. For one thread.
 */
public sealed class Section permits DeviceSpec {
    private final String what;
    private final Yaml.Mapping mapping;
    private final Set<String> asked = new TreeSet<>();
    private final List<Section> inner = new ArrayList<>();

    /** @param what whose parameters these are, for the messages: {@code device 'roby'} */
    Section(String what, Yaml.Mapping mapping) {
        this.what = what;
        this.mapping = mapping;
    }

    /** @throws ConfigException if there is none, or it is not text */
    public String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key, "text"));
    }

    public String text(String key, String otherwise) {
        return optionalText(key).orElse(otherwise);
    }

    /** @throws ConfigException if it is not text */
    public Optional<String> optionalText(String key) {
        return find(key).map(yaml -> textOf(key, yaml));
    }

    /** @throws ConfigException if there is none, or it is not a number */
    public double number(String key) {
        return optionalNumber(key).orElseThrow(() -> missing(key, "a number"));
    }

    public double number(String key, double otherwise) {
        return optionalNumber(key).orElse(otherwise);
    }

    /** @throws ConfigException if it is not a number; NaN is none */
    public OptionalDouble optionalNumber(String key) {
        return find(key).map(yaml -> OptionalDouble.of(numberOf(key, yaml))).orElse(OptionalDouble.empty());
    }

    /** @throws ConfigException if there is none, or it is not a whole number of 64 bits */
    public long whole(String key) {
        return find(key).map(yaml -> wholeOf(key, yaml)).orElseThrow(() -> missing(key, "a whole number"));
    }

    public long whole(String key, long otherwise) {
        return find(key).map(yaml -> wholeOf(key, yaml)).orElse(otherwise);
    }

    /** @throws ConfigException if it is neither {@code true} nor {@code false} */
    public boolean flag(String key, boolean otherwise) {
        return find(key)
                .map(yaml -> {
                    if (yaml.value() instanceof Value.Flag flag) {
                        return flag.value();
                    }
                    throw wrong(key, yaml, "true or false");
                })
                .orElse(otherwise);
    }

    /**
     * A list of text; empty if there is none.
     *
     * @throws ConfigException if it is anything else
     */
    public List<String> texts(String key) {
        return list(key, "a list of text").stream()
                .map(yaml -> textOf(key, yaml))
                .toList();
    }

    /** @throws ConfigException if it is not a mapping */
    public Optional<Section> section(String key) {
        return find(key).map(yaml -> inner(key, yaml));
    }

    /**
     * A list of mappings; empty if there is none.
     *
     * @throws ConfigException if it is anything else
     */
    public List<Section> sections(String key) {
        return list(key, "a list of mappings").stream()
                .map(yaml -> inner(key, yaml))
                .toList();
    }

    /** Whether there is a value. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    /** All of it; counts as having asked for everything. */
    public Value.MapOf values() {
        asked.addAll(mapping.entries().keySet());
        return mapping.value();
    }

    /** The error that a value is not what was expected: {@code roby.yml line 3: velocity is -1, expected above 0}. */
    public ConfigException wrong(String key, String expected) {
        return find(key).map(yaml -> wrong(key, yaml, expected)).orElseGet(() -> missing(key, expected));
    }

    /**
     * Refuses what nobody asked for, here and in the sections that were asked for.
     *
     * @throws ConfigException naming the first such key and those that are known
     */
    public void checkAllRead() {
        mapping.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                throw entry.place()
                        .error("unknown parameter '" + key + "' of " + what + "; known are "
                                + (asked.isEmpty() ? "none" : String.join(", ", asked)));
            }
        });
        inner.forEach(Section::checkAllRead);
    }

    Place place() {
        return mapping.place();
    }

    Place place(String key) {
        Yaml.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.place();
    }

    final Optional<Yaml> find(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.entries().get(key))
                .map(Yaml.Entry::value)
                .filter(yaml ->
                        !(yaml instanceof Yaml.Scalar scalar && scalar.value().isNothing()));
    }

    final List<Yaml> list(String key, String expected) {
        return find(key)
                .map(yaml -> {
                    if (yaml instanceof Yaml.Sequence sequence) {
                        return sequence.items();
                    }
                    throw wrong(key, yaml, expected);
                })
                .orElse(List.of());
    }

    static String textOf(String key, Yaml yaml) {
        if (yaml.value() instanceof Value.Text text) {
            return text.value();
        }
        throw wrong(key, yaml, "text");
    }

    private static double numberOf(String key, Yaml yaml) {
        double number = switch (yaml.value()) {
            case Value.Whole whole -> whole.value();
            case Value.Huge huge -> huge.value().doubleValue();
            case Value.Real real -> real.value();
            case Value other -> Double.NaN;
        };
        if (Double.isNaN(number)) {
            throw wrong(key, yaml, "a number");
        }
        return number;
    }

    private static long wholeOf(String key, Yaml yaml) {
        if (yaml.value() instanceof Value.Whole whole) {
            return whole.value();
        }
        throw wrong(key, yaml, "a whole number");
    }

    private Section inner(String key, Yaml yaml) {
        if (!(yaml instanceof Yaml.Mapping within)) {
            throw wrong(key, yaml, "a mapping");
        }
        Section section = new Section(key + " of " + what, within);
        inner.add(section);
        return section;
    }

    private ConfigException missing(String key, String expected) {
        return place().error(what + " has no " + key + "; expected " + expected);
    }

    static ConfigException wrong(String key, Yaml yaml, String expected) {
        String shown = switch (yaml) {
            case Yaml.Scalar scalar -> scalar.value().toString();
            case Yaml.Sequence sequence -> "a list";
            case Yaml.Mapping mapping -> "a mapping";
        };
        String cut = shown.length() > 100 ? shown.substring(0, 100) + "…" : shown;
        return yaml.place().error(key + " is " + cut + ", expected " + expected);
    }
}
