package bliss4j.redis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.Protocol.Command;

/**
 * Finds the nodes that nobody announces: sessions, also those of other writers. There is no list of them, so all keys are
 * looked through, a few thousand at a time, which does not hold the server up as KEYS would. Nothing else does this.
 */
final class Roots {
    private static final String SUFFIX = "_children_list";
    private static final byte[] MATCH = Wire.utf8("*" + SUFFIX);
    private static final byte[] COUNT = Wire.utf8(4096);

    private Roots() {}

    /** The names without a colon that have a list of children. */
    static Set<String> of(Wire wire) {
        Set<String> names = new TreeSet<>();
        String cursor = "0";
        do {
            Object reply =
                    wire.call(Command.SCAN, Wire.utf8(cursor), Wire.utf8("MATCH"), MATCH, Wire.utf8("COUNT"), COUNT);
            List<?> page = reply instanceof List<?> some ? some : List.of("0", List.of());
            cursor = Wire.text(page.getFirst());
            for (Object key : (List<?>) page.getLast()) {
                String name = Wire.text(key);
                if (name.indexOf(':') < 0) {
                    names.add(name.substring(0, name.length() - SUFFIX.length()));
                }
            }
        } while (!cursor.equals("0"));
        return names;
    }
}
