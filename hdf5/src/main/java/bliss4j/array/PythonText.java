package bliss4j.array;

/** Writes a string as Python's {@code repr} does. */
final class PythonText {
    private PythonText() {}

    static String repr(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder repr = new StringBuilder().append(quote);
        text.codePoints().forEach(character -> append(repr, character, quote));
        return repr.append(quote).toString();
    }

    private static void append(StringBuilder repr, int character, char quote) {
        switch (character) {
            case '\n' -> repr.append("\\n");
            case '\r' -> repr.append("\\r");
            case '\t' -> repr.append("\\t");
            case '\\' -> repr.append("\\\\");
            default -> {
                if (character == quote) {
                    repr.append('\\').append(quote);
                } else if (isPrintable(character)) {
                    repr.appendCodePoint(character);
                } else {
                    repr.append(escaped(character));
                }
            }
        }
    }

    private static String escaped(int character) {
        return character <= 0xFF
                ? "\\x%02x".formatted(character)
                : (character <= 0xFFFF ? "\\u%04x" : "\\U%08x").formatted(character);
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> true;
        };
    }
}
