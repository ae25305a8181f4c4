package bliss4j.block;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A value of a node's info, of a scan's metadata or of a setting: what Python would hold there.
 *
 * <p>Immutable, compared by value, and printed as Python's {@code repr} does. The {@code as…} methods give the Java
 * value where there is one without loss, and else throw a {@link DataException} that says what is there instead.
 */
public sealed interface Value {
    /** {@code None}. */
    record Nothing() implements Value {
        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** {@code True} or {@code False}. */
    record Flag(boolean value) implements Value {
        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** An int of 64 bits. */
    record Whole(long value) implements Value, Comparable<Whole> {
        @Override
        public int compareTo(Whole other) {
            return Long.compare(value, other.value);
        }

        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** An int beyond 64 bits; {@link Value#of(BigInteger)} takes the right one of the two. */
    record Huge(BigInteger value) implements Value {
        public Huge {
            if (value.bitLength() < Long.SIZE) {
                throw new DataException(value + " fits 64 bits: expected a Whole");
            }
        }

        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** A float. */
    record Real(double value) implements Value {
        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** A str. */
    record Text(String value) implements Value, Comparable<Text> {
        @Override
        public int compareTo(Text other) {
            return value.compareTo(other.value);
        }

        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** A bytes object. */
    final class Bytes implements Value {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        public int size() {
            return bytes.length;
        }

        /** A copy of them. */
        public byte[] toArray() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** What a {@link ListOf} is in Python. */
    enum Kind {
        LIST,
        TUPLE,
        /** Without order in Python; here in the order in which its items came. */
        SET
    }

    /** A list, a tuple or a set; sets are compared without order. */
    record ListOf(Kind kind, List<Value> items) implements Value {
        public ListOf {
            items = List.copyOf(kind == Kind.SET ? new LinkedHashSet<>(items) : items);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ListOf that
                    && kind == that.kind
                    && (kind == Kind.SET ? sameItems(that) : items.equals(that.items));
        }

        private boolean sameItems(ListOf that) {
            return items.size() == that.items.size() && new HashSet<>(items).containsAll(that.items);
        }

        @Override
        public int hashCode() {
            return kind == Kind.SET ? items.stream().mapToInt(Value::hashCode).sum() : items.hashCode();
        }

        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** A dict in its order; keys are mostly text, but Python allows others, and foreign data has them. */
    record MapOf(Map<Value, Value> entries) implements Value {
        public static final MapOf EMPTY = new MapOf(Map.of());

        public MapOf {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** This dict with one more or another entry. */
        public MapOf with(String key, Value value) {
            Map<Value, Value> more = new LinkedHashMap<>(entries);
            more.put(new Text(key), value);
            return new MapOf(more);
        }

        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** A naive local datetime, to the microsecond. */
    record Time(LocalDateTime value) implements Value {
        public Time {
            if (value.getYear() < 1 || value.getYear() > 9999) {
                throw new DataException("year of " + value + " is out of range: expected 1 to 9999");
            }
            value = value.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** A numpy scalar class, such as {@code numpy.float64}. */
    record Type(DType value) implements Value {
        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** A numpy array, or with no dimensions a numpy scalar. */
    record Array(NdArray value) implements Value {
        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** What is there and could not be read; never written. */
    record Unreadable(String why) implements Value {
        @Override
        public String toString() {
            return PythonRepr.of(this);
        }
    }

    /** {@code None}. */
    static Value nothing() {
        return new Nothing();
    }

    static Value of(boolean value) {
        return new Flag(value);
    }

    static Value of(long value) {
        return new Whole(value);
    }

    static Value of(BigInteger value) {
        return value.bitLength() < Long.SIZE ? new Whole(value.longValue()) : new Huge(value);
    }

    static Value of(double value) {
        return new Real(value);
    }

    static Value of(String value) {
        return new Text(value);
    }

    static Value of(byte[] value) {
        return new Bytes(value.clone());
    }

    static Value of(LocalDateTime value) {
        return new Time(value);
    }

    static Value of(DType value) {
        return new Type(value);
    }

    static Value of(NdArray value) {
        return new Array(value);
    }

    /** A list. */
    static ListOf of(List<? extends Value> items) {
        return new ListOf(Kind.LIST, List.copyOf(items));
    }

    /** A dict, in the order of {@code entries}. */
    static MapOf of(Map<String, ? extends Value> entries) {
        Map<Value, Value> values = new LinkedHashMap<>();
        entries.forEach((key, value) -> values.put(new Text(key), value));
        return new MapOf(values);
    }

    /** A list of strings. */
    static ListOf texts(Collection<String> items) {
        return of(items.stream().map(Text::new).toList());
    }

    static ListOf list(Value... items) {
        return of(List.of(items));
    }

    static ListOf tuple(Value... items) {
        return new ListOf(Kind.TUPLE, List.of(items));
    }

    static ListOf set(Value... items) {
        return new ListOf(Kind.SET, List.of(items));
    }

    default boolean isNothing() {
        return this instanceof Nothing;
    }

    default boolean asBoolean() {
        return switch (plain()) {
            case Flag flag -> flag.value;
            default -> throw otherThan("True or False");
        };
    }

    /** An int of 64 bits, or a numpy integer that fits them. */
    default long asLong() {
        return switch (plain()) {
            case Whole whole -> whole.value;
            case Huge huge -> throw otherThan("an int of 64 bits");
            default -> throw otherThan("an int");
        };
    }

    /** An int or a numpy integer. */
    default BigInteger asBigInteger() {
        return switch (plain()) {
            case Whole whole -> BigInteger.valueOf(whole.value);
            case Huge huge -> huge.value;
            default -> throw otherThan("an int");
        };
    }

    /** A float, an int, or a numpy number; integers beyond 2^53 lose digits. */
    default double asDouble() {
        return switch (plain()) {
            case Real real -> real.value;
            case Whole whole -> whole.value;
            case Huge huge -> huge.value.doubleValue();
            default -> throw otherThan("a number");
        };
    }

    default String asText() {
        return switch (plain()) {
            case Text text -> text.value;
            default -> throw otherThan("text");
        };
    }

    /** A numpy scalar as Python's {@code item()} gives it; everything else as it is. */
    default Value plain() {
        return this instanceof Array array && array.value.shape().rank() == 0 ? NumpyScalar.of(array.value) : this;
    }

    default byte[] asBytes() {
        return as(Bytes.class, "bytes").toArray();
    }

    /** The items of a list, a tuple or a set. */
    default List<Value> asList() {
        return as(ListOf.class, "a list").items;
    }

    default Map<Value, Value> asMap() {
        return as(MapOf.class, "a dict").entries;
    }

    default LocalDateTime asTime() {
        return as(Time.class, "a datetime").value;
    }

    /** A numpy scalar class, or text that names one, as some publishers write it. */
    default DType asType() {
        return switch (this) {
            case Type type -> type.value;
            case Text text -> NumpyScalar.named(text.value);
            default -> throw otherThan("a numpy type");
        };
    }

    default NdArray asArray() {
        return as(Array.class, "an array").value;
    }

    /** A dict's entry under a text key. */
    default Optional<Value> find(String key) {
        return Optional.ofNullable(asMap().get(new Text(key)));
    }

    /**
     * A dict's entry under a text key that must be there.
     *
     * @throws DataException if it is not, naming the keys that are
     */
    default Value at(String key) {
        return find(key)
                .orElseThrow(() -> new DataException("no entry '" + key + "' in a dict with the keys "
                        + asMap().keySet().stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"))));
    }

    private <T extends Value> T as(Class<T> kind, String expected) {
        if (kind.isInstance(this)) {
            return kind.cast(this);
        }
        throw otherThan(expected);
    }

    private DataException otherThan(String expected) {
        String text = toString();
        return new DataException("expected " + expected + " but found "
                + getClass().getSimpleName() + " " + (text.length() > 200 ? text.substring(0, 200) + "…" : text));
    }
}
