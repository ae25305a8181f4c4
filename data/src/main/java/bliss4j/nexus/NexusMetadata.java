package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import java.util.List;
import java.util.Map;

/** Metadata of any depth as groups and datasets; what HDF5 has no type for is written as Python prints it. */
final class NexusMetadata {
    private static final String NX_CLASS = "NX_class";

    private final NexusPlan plan;

    NexusMetadata(NexusPlan plan) {
        this.plan = plan;
    }

    /** A dict as a group, whose entry {@code NX_class} is its class; None and an empty dict as an empty group. */
    void write(String parent, String name, Value value, String nxClass) {
        if (value instanceof Value.MapOf map) {
            String group = plan.group(
                    parent, name, map.find(NX_CLASS).map(NexusMetadata::text).orElse(nxClass));
            entries(group, map);
        } else if (value.isNothing()) {
            plan.group(parent, name, nxClass);
        } else {
            plan.fixed(parent, name, array(value));
        }
    }

    /** The entries of a dict, in a group that is there. */
    void entries(String group, Value.MapOf map) {
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            String key = text(entry.getKey());
            if (!key.equals(NX_CLASS)) {
                write(group, key, entry.getValue(), NexusPlan.COLLECTION);
            }
        }
    }

    private static NdArray array(Value value) {
        return switch (value) {
            case Value.Flag flag -> Numbers.of(DType.BOOL, flag.value() ? 1 : 0).reshape(Shape.SCALAR);
            case Value.Whole whole -> Numbers.of(whole.value()).reshape(Shape.SCALAR);
            case Value.Real real -> Numbers.scalar(real.value());
            case Value.ListOf list -> list(list);
            case Value.Array array -> clean(array.value());
            case Value other -> NexusPlan.text(text(other));
        };
    }

    private static NdArray clean(NdArray array) {
        return array instanceof Texts texts
                ? new Texts(
                        texts.shape(),
                        texts.items().stream()
                                .map(item -> item.replace("\0", "\\0"))
                                .toList())
                : array;
    }

    private static NdArray list(Value.ListOf list) {
        List<Value> items = list.items().stream().map(Value::plain).toList();
        if (items.stream().allMatch(Value.Whole.class::isInstance)) {
            return Numbers.of(items.stream().mapToLong(Value::asLong).toArray());
        }
        if (items.stream().allMatch(item -> item instanceof Value.Whole || item instanceof Value.Real)) {
            return Numbers.of(items.stream().mapToDouble(Value::asDouble).toArray());
        }
        if (items.stream().allMatch(Value.Text.class::isInstance)) {
            return clean(Texts.of(items.stream().map(Value::asText).toArray(String[]::new)));
        }
        return NexusPlan.text(list.toString());
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text text -> text.value();
            case Value.Time time -> time.value().toString();
            case Value.Type type -> type.value().numpyName();
            case Value other -> other.toString();
        };
    }
}
