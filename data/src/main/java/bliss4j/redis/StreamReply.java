package bliss4j.redis;

import bliss4j.block.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Parts of a stream entry as Redis replies it: {@code [id, [field, value, …]]}. */
final class StreamReply {
    private StreamReply() {}

    static String id(List<?> entry) {
        return Wire.text(entry.getFirst());
    }

    /** The first half of the id. */
    static long milliseconds(List<?> entry) {
        String id = id(entry);
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    static Optional<byte[]> find(List<?> entry, byte[] field) {
        List<?> fields = (List<?>) entry.getLast();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (Arrays.equals((byte[]) fields.get(i), field)) {
                return Optional.of((byte[]) fields.get(i + 1));
            }
        }
        return Optional.empty();
    }

    static byte[] bytes(List<?> entry, byte[] field) {
        return find(entry, field)
                .orElseThrow(
                        () -> new DataException("stream entry " + id(entry) + " has no field " + Wire.text(field)));
    }

    static String text(List<?> entry, byte[] field) {
        return Wire.text(bytes(entry, field));
    }
}
