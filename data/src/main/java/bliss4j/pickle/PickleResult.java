package bliss4j.pickle;

import bliss4j.block.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the item that a pickle left into a value.
 *
 * <p>What the memo shares is finished once and stays shared. Whoever walks the value meets it every time, so what is
 * counted is the value as if nothing were shared: a few bytes can stand for more than any memory holds.
 */
final class PickleResult {
    private static final int DEEPEST = 100;
    private static final int MOST_ODD_KEYS = 1000;

    private final IdentityHashMap<PickleItem, Finished> finished = new IdentityHashMap<>();
    private final IdentityHashMap<PickleItem, Boolean> open = new IdentityHashMap<>();
    private final PickleBudget budget;

    PickleResult(int pickleLength) {
        budget = new PickleBudget(pickleLength);
    }

    private record Finished(Value value, long weight, int height) {}

    Value of(PickleItem item) {
        return finish(item, 0).value;
    }

    private Finished finish(PickleItem item, int depth) {
        return switch (item) {
            case PickleItem.Known known -> leaf(known.value());
            case PickleItem.Raw raw -> finished.computeIfAbsent(raw, key -> leaf(Value.of(raw.bytes())));
            case PickleItem.OpenDType dtype -> leaf(Value.of(dtype.dtype().type()));
            case PickleItem.OpenArray array ->
                leaf(Value.of(
                        array.content().orElseThrow(() -> PickleException.malformed("an array without content"))));
            case PickleItem.Global global -> throw PickleException.refused(global.name() + " as a value");
            case PickleItem.Sequence sequence -> container(sequence, depth);
            case PickleItem.Dict dict -> container(dict, depth);
        };
    }

    private static Finished leaf(Value value) {
        long weight = switch (value) {
            case Value.Text text -> 1L + text.value().length();
            case Value.Bytes bytes -> 1L + bytes.size();
            case Value.Huge huge -> huge.value().bitLength() / 8;
            case Value.Array array ->
                1L
                        + (long) array.value().shape().size()
                                * Math.max(1, array.value().dtype().itemSize());
            default -> 1L;
        };
        return new Finished(value, weight, 0);
    }

    private Finished container(PickleItem item, int depth) {
        Finished known = finished.get(item);
        if (known == null) {
            if (depth >= DEEPEST) {
                throw PickleException.tooMuch("values nested deeper than " + DEEPEST + " levels");
            }
            if (open.put(item, true) != null) {
                throw PickleException.tooMuch("a value that holds itself");
            }
            known = item instanceof PickleItem.Dict dict
                    ? dict(dict.pairs, depth)
                    : sequence((PickleItem.Sequence) item, depth);
            open.remove(item);
            finished.put(item, known);
        }
        if (depth + known.height > DEEPEST) {
            throw PickleException.tooMuch("values nested deeper than " + DEEPEST + " levels");
        }
        return known;
    }

    private Finished sequence(PickleItem.Sequence sequence, int depth) {
        List<Finished> items = finishAll(sequence.items, depth);
        if (sequence.kind == Value.Kind.SET) {
            checkKeys(items);
        }
        List<Value> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(item.value));
        return around(new Value.ListOf(sequence.kind, values), items);
    }

    private Finished dict(List<PickleItem> pairs, int depth) {
        List<Finished> parts = finishAll(pairs, depth);
        List<Finished> keys = new ArrayList<>(parts.size() / 2);
        for (int i = 0; i < parts.size(); i += 2) {
            keys.add(parts.get(i));
        }
        checkKeys(keys);
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i += 2) {
            entries.put(parts.get(i).value, parts.get(i + 1).value);
        }
        return around(new Value.MapOf(entries), parts);
    }

    private List<Finished> finishAll(List<PickleItem> items, int depth) {
        List<Finished> all = new ArrayList<>(items.size());
        long weight = 1;
        for (PickleItem item : items) {
            Finished part = finish(item, depth + 1);
            weight += part.weight;
            budget.check(weight);
            all.add(part);
        }
        return all;
    }

    private static Finished around(Value value, List<Finished> parts) {
        long weight = 1;
        int height = 0;
        for (Finished part : parts) {
            weight += part.weight;
            height = Math.max(height, part.height + 1);
        }
        return new Finished(value, weight, height);
    }

    /** Text and ints have an order, so that equal hashes do no harm; of others there may be only so many. */
    private static void checkKeys(List<Finished> keys) {
        int odd = 0;
        for (Finished key : keys) {
            if (!isHashable(key.value)) {
                throw PickleException.malformed("a key or an item of a set that Python cannot hash");
            }
            boolean ordered = key.value instanceof Value.Text || key.value instanceof Value.Whole;
            odd += ordered ? 0 : 1;
        }
        if (odd > MOST_ODD_KEYS) {
            throw PickleException.tooMuch(odd + " keys that are neither text nor ints, at most " + MOST_ODD_KEYS);
        }
    }

    private static boolean isHashable(Value value) {
        return switch (value) {
            case Value.ListOf list ->
                list.kind() != Value.Kind.LIST && list.items().stream().allMatch(PickleResult::isHashable);
            case Value.MapOf map -> false;
            case Value.Array array -> array.value().shape().rank() == 0;
            default -> true;
        };
    }
}
