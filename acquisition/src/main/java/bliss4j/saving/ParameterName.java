package bliss4j.saving;

import bliss4j.saving.SavingException.Kind;
import java.text.Normalizer;
import java.util.Set;

/** Which names parameters may have: any that a Python user can write after {@code SCAN_SAVING.} and that is free. */
final class ParameterName {
    private static final Set<String> KEYWORDS = Set.of("""
            False None True and as assert async await break class continue def del elif else except
            finally for from global if import in is lambda nonlocal not or pass raise return try
            while with yield""".split("\\s"));

    /** What users call on {@code SCAN_SAVING}; a parameter of that name would hide it. */
    private static final Set<String> COMMANDS = Set.of("""
            add get get_path get_parent_node remove switch instances current_instance freeze purge
            show_table to_dict from_dict to_file from_file to_beacon from_beacon""".split("\\s"));

    private ParameterName() {}

    /** The name as Python compares it: two ways to write one identifier are one name. */
    static String canonical(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC);
    }

    /** @throws SavingException TYPE if Python does not take it as a name, NAME if it is taken */
    static String check(String name) {
        if (!isIdentifier(name) || KEYWORDS.contains(name)) {
            throw new SavingException(
                    Kind.TYPE, "'" + name + "' is no name for a parameter: expected a Python identifier");
        }
        if (Computed.has(name)) {
            throw new SavingException(Kind.NAME, "'" + name + "' is taken: ScanSaving computes it");
        }
        if (COMMANDS.contains(name) || StoredParameters.isOwn(name)) {
            throw new SavingException(Kind.NAME, "'" + name + "' is taken: ScanSaving uses it itself");
        }
        return name;
    }

    private static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && (name.charAt(0) == '_' || Character.isUnicodeIdentifierStart(name.codePointAt(0)))
                && name.codePoints()
                        .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }
}
