package bliss4j.redis;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Ragged;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.pickle.PickleReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a channel's stream as read: points that follow each other.
 *
 * @param first the index of the first
 * @param rows shape (n,) + the shape of a point
 * @param sequence its place among the entries of its scan; 0 if the writer did not say
 */
record DataEntry(long first, NdArray rows, long sequence) {
    /** The index after the last point. */
    long end() {
        return first + rows.length();
    }

    /** Reads one {@code [id, [field, value, …]]} of a stream reply. */
    static DataEntry read(List<?> entry) {
        try {
            return parse(entry);
        } catch (IllegalArgumentException e) {
            throw new DataException("stream entry " + StreamReply.id(entry) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static DataEntry parse(List<?> entry) {
        long first = StreamReply.milliseconds(entry) - 1;
        int count = Integer.parseInt(StreamReply.text(entry, Keys.NPOINTS));
        Value description = PickleReader.read(StreamReply.bytes(entry, Keys.DESC));
        Value data = PickleReader.read(StreamReply.bytes(entry, Keys.DATA));
        DType dtype = description.find("dtype").map(DataEntry::dtype).orElse(DType.FLOAT64);
        NdArray rows = count == 1 ? single(data, dtype) : block(data, dtype);
        if (rows.length() != count) {
            throw new DataException(
                    "a stream entry at index " + first + " says it has " + count + " points but has " + rows.length());
        }
        Optional<String> sequence = StreamReply.find(entry, Keys.SEQ).map(Wire::text);
        return new DataEntry(first, rows, sequence.map(Long::parseLong).orElse(0L));
    }

    private static DType dtype(Value value) {
        return value instanceof Value.Type type ? type.value() : DType.of(value.asText());
    }

    private static NdArray single(Value item, DType dtype) {
        NdArray point = switch (item) {
            case Value.Array array -> cast(array.value(), dtype);
            case Value.ListOf list -> block(list, dtype);
            default -> scalar(item, dtype);
        };
        return point.reshape(point.shape().times(1));
    }

    private static NdArray scalar(Value item, DType dtype) {
        if (dtype == DType.TEXT) {
            return Texts.of(item.asText()).reshape(Shape.SCALAR);
        }
        if (item instanceof Value.Flag flag) {
            return Numbers.of(DType.BOOL, flag.value() ? 1 : 0).as(dtype).reshape(Shape.SCALAR);
        }
        Numbers number = item instanceof Value.Real || dtype.isFloat()
                ? Numbers.of(item.asDouble()).as(dtype)
                : Numbers.of(dtype, item.asBigInteger().longValue());
        return number.reshape(Shape.SCALAR);
    }

    private static NdArray block(Value data, DType dtype) {
        if (data instanceof Value.Array array) {
            return cast(array.value(), dtype);
        }
        List<NdArray> items =
                data.asList().stream().map(item -> single(item, dtype)).toList();
        return items.isEmpty() ? NdArray.empty(dtype, Shape.SCALAR) : Ragged.join(items);
    }

    private static NdArray cast(NdArray array, DType dtype) {
        return array instanceof Numbers numbers && dtype != DType.TEXT ? numbers.as(dtype) : array;
    }

    /** The points of this entry within {@code from} to {@code to}. */
    NdArray within(long from, long to) {
        int start = Math.clamp(from - first, 0, rows.length());
        int stop = Math.clamp(to - first, start, rows.length());
        return rows.slice(start, stop);
    }

    /** The same without the points before {@code index}. */
    DataEntry from(long index) {
        return index <= first ? this : new DataEntry(index, within(index, Long.MAX_VALUE), sequence);
    }

    /** What its points take, about. */
    long bytes() {
        return switch (rows) {
            case Numbers numbers ->
                (long) numbers.shape().size() * numbers.dtype().itemSize();
            case Texts texts -> texts.items().stream().mapToLong(String::length).sum();
        };
    }

    static List<DataEntry> readAll(List<?> entries) {
        return Arrays.asList(
                entries.stream().map(entry -> read((List<?>) entry)).toArray(DataEntry[]::new));
    }
}
