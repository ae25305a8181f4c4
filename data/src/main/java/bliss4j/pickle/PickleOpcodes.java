package bliss4j.pickle;

import java.util.Map;

/** Names of the opcodes that are refused, for messages. */
final class PickleOpcodes {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry((int) 'P', "PERSID"),
            Map.entry((int) 'Q', "BINPERSID"),
            Map.entry((int) 'S', "STRING (Python 2)"),
            Map.entry((int) 'T', "BINSTRING (Python 2)"),
            Map.entry((int) 'U', "SHORT_BINSTRING (Python 2)"),
            Map.entry((int) 'o', "OBJ"),
            Map.entry(0x81, "NEWOBJ"),
            Map.entry(0x82, "EXT1"),
            Map.entry(0x83, "EXT2"),
            Map.entry(0x84, "EXT4"),
            Map.entry(0x92, "NEWOBJ_EX"),
            Map.entry(0x97, "NEXT_BUFFER"),
            Map.entry(0x98, "READONLY_BUFFER"));

    private PickleOpcodes() {}

    static String name(int opcode) {
        return NAMES.getOrDefault(opcode, "0x%02x".formatted(opcode));
    }
}
