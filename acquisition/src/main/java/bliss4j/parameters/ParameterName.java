package bliss4j.parameters;

import bliss4j.parameters.ParameterException.Kind;
import java.text.Normalizer;
import java.util.Set;

/** Which names parameters may have: any that a Python user can write behind a dot. */
public final class ParameterName {
    private static final Set<String> KEYWORDS = Set.of("""
            False None True and as assert async await break class continue def del elif else except
            finally for from global if import in is lambda nonlocal not or pass raise return try
            while with yield""".split("\\s"));

    private ParameterName() {}

    /** The name as Python compares it: two ways to write one identifier are one name. */
    public static String canonical(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC);
    }

    /** @throws ParameterException TYPE if Python does not take it as a name, NAME if a set of parameters keeps its own notes so */
    public static String check(String name) {
        if (!isIdentifier(name) || KEYWORDS.contains(name)) {
            throw new ParameterException(
                    Kind.TYPE, "'" + name + "' is no name for a parameter: expected a Python identifier");
        }
        if (Sets.isNote(name)) {
            throw new ParameterException(Kind.NAME, "'" + name + "' is taken: sets of parameters use it themselves");
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
