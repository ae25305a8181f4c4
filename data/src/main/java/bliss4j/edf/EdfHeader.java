package bliss4j.edf;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the header of one image says.
 *
 * @param shape the slowest dimension first, as everywhere here; EDF counts from the fastest
 * @param dataBytes what follows the header, of which the image may be the first part
 * @param lost whether what follows only keeps the place of an image that was lost
 */
record EdfHeader(DType dtype, Shape shape, ByteOrder order, long dataBytes, boolean lost) {
    private static final int MOST_DIMENSIONS = 4;

    EdfHeader {
        if (imageBytes(dtype, shape) > Integer.MAX_VALUE) {
            throw tooLarge(shape);
        }
        if (imageBytes(dtype, shape) > dataBytes) {
            throw new DataException("Size is " + dataBytes + ", but " + dtype.numpyName() + shape + " takes "
                    + imageBytes(dtype, shape) + " bytes");
        }
    }

    private static long imageBytes(DType dtype, Shape shape) {
        return (long) shape.size() * dtype.itemSize();
    }

    int imageBytes() {
        return (int) imageBytes(dtype, shape);
    }

    /** Reads the text of a header; nothing if it is one that has no image, which EDF allows at a file's begin. */
    static Optional<EdfHeader> parse(byte[] text) {
        Map<String, String> fields = fields(new String(text, StandardCharsets.ISO_8859_1));
        if (!fields.containsKey("dim_1") && number(fields, "edf_binarysize").equals(Optional.of(0L))) {
            return Optional.empty();
        }
        String packed = fields.getOrDefault("compression", "none").toLowerCase(Locale.ROOT);
        if (!packed.startsWith("no")) {
            throw new DataException(
                    "Compression '" + packed + "' is not supported: expected a file that is packed whole");
        }
        Shape shape = shape(fields);
        Optional<Long> size = number(fields, "size").or(() -> number(fields, "edf_binarysize"));
        String type = field(fields, "datatype");
        DType dtype = EdfType.of(type, size.orElse(0L) / shape.size());
        return Optional.of(new EdfHeader(
                dtype, shape, order(fields), size.orElse(imageBytes(dtype, shape)), fields.containsKey(EdfFrame.LOST)));
    }

    private static Shape shape(Map<String, String> fields) {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 1; i <= MOST_DIMENSIONS; i++) {
            String name = "dim_" + i;
            Optional<Long> length = number(fields, name);
            if (length.isEmpty()) {
                break;
            }
            if (length.get() < 1 || length.get() > Integer.MAX_VALUE) {
                throw new DataException("Dim_" + i + " is " + length.get() + ": expected 1 or more");
            }
            lengths.addFirst(length.get().intValue());
        }
        if (lengths.isEmpty()) {
            throw new DataException("the header has no Dim_1");
        }
        return checked(Shape.of(lengths.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static Shape checked(Shape shape) {
        try {
            var unused = shape.size();
            return shape;
        } catch (IllegalArgumentException tooMany) {
            throw tooLarge(shape);
        }
    }

    private static DataException tooLarge(Shape shape) {
        return new DataException("an image of shape " + shape + " is larger than 2 GiB");
    }

    private static ByteOrder order(Map<String, String> fields) {
        String order = fields.getOrDefault("byteorder", "LowByteFirst");
        return switch (order.toLowerCase(Locale.ROOT)) {
            case "lowbytefirst" -> ByteOrder.LITTLE_ENDIAN;
            case "highbytefirst" -> ByteOrder.BIG_ENDIAN;
            default -> throw new DataException("ByteOrder is '" + order + "': expected LowByteFirst or HighByteFirst");
        };
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new DataException("the header has no " + name + ", only " + fields.keySet());
        }
        return value;
    }

    private static Optional<Long> number(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new DataException(name + " is '" + text + "': expected a number", e);
        }
    }

    /** Lines {@code name = value ;}, several of them in one line too, and comments behind {@code #}. */
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> {
            for (String entry : line.split("[;{}]")) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    String name = entry.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                    fields.putIfAbsent(name, entry.substring(equals + 1).strip());
                }
            }
        });
        return fields;
    }
}
