package bliss4j.pickle;

import bliss4j.array.DType;
import java.util.HashMap;
import java.util.Map;

/**
 * A numpy dtype as pickles name it.
 *
 * @param type what the items are
 * @param itemSize bytes of one item; for text four a character, and 0 for numpy's empty string
 * @param bigEndian whether the highest byte of an item comes first
 */
record PickleDType(DType type, int itemSize, boolean bigEndian) {
    /** By what numpy calls them, less the byte order: {@code f8}, {@code float64}. */
    private static final Map<String, DType> NUMBERS = new HashMap<>();

    static {
        for (DType type : DType.values()) {
            if (type != DType.TEXT) {
                NUMBERS.put(type.descriptor().substring(1), type);
                NUMBERS.put(type.numpyName(), type);
            }
        }
        NUMBERS.put("?", DType.BOOL);
    }

    private static final int LONGEST_NAME = 20;
    private static final int LONGEST_TEXT = 1 << 20;

    /** The dtype that numpy calls {@code name}: {@code f8}, {@code >i4}, {@code float64}, {@code <U3}. */
    static PickleDType of(String name) {
        if (name.length() > LONGEST_NAME) {
            throw PickleException.refused("numpy dtype " + name);
        }
        String rest = name;
        boolean big = name.startsWith(">");
        if (!name.isEmpty() && "<>=|".indexOf(name.charAt(0)) >= 0) {
            rest = name.substring(1);
        }
        if (rest.startsWith("U")) {
            return new PickleDType(DType.TEXT, 4 * characters(name, rest.substring(1)), big);
        }
        DType type = NUMBERS.get(rest);
        if (type != null) {
            return new PickleDType(type, type.itemSize(), big);
        }
        throw PickleException.refused("numpy dtype " + name);
    }

    /** The dtype of a numpy scalar class; {@code numpy.str_} has no size, so no array can be of it. */
    static PickleDType of(DType type) {
        if (type == DType.TEXT) {
            throw PickleException.refused("an array of numpy str_ without a length");
        }
        return new PickleDType(type, type.itemSize(), false);
    }

    private static int characters(String name, String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 7 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int characters = plain ? Integer.parseInt(digits) : -1;
        if (characters < 0 || characters > LONGEST_TEXT) {
            throw PickleException.refused("numpy dtype " + name);
        }
        return characters;
    }

    /** The same items under the byte order that numpy writes as {@code <}, {@code >}, {@code =} or {@code |}. */
    PickleDType withOrder(String order) {
        return switch (order) {
            case "<", "=", "|" -> new PickleDType(type, itemSize, false);
            case ">" -> new PickleDType(type, itemSize, true);
            default -> throw PickleException.malformed("byte order '" + order + "'");
        };
    }
}
