package bliss4j.console;

import java.util.List;
import java.util.function.Predicate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Says whether what was typed is whole, and which word the cursor is at. */
final class PythonParser implements Parser {
    private static final int INDENT = 4;

    private final Predicate<String> unfinished;

    PythonParser(Predicate<String> unfinished) {
        this.unfinished = unfinished;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !line.isBlank() && unfinished.test(line)) {
            throw new EOFError(-1, -1, "the block is not finished", "", level(line), "");
        }
        return new Word(line, cursor);
    }

    /** How deep the next line of a block begins. */
    private static int level(String input) {
        String last = input.substring(input.lastIndexOf('\n') + 1);
        int blanks = last.length() - last.stripLeading().length();
        return blanks / INDENT + (last.stripTrailing().endsWith(":") ? 1 : 0);
    }

    /** A line whose only word of interest is the dotted name before the cursor. */
    private record Word(String line, int cursor) implements CompletingParsedLine {
        private int start() {
            int start = cursor;
            while (start > 0
                    && (Character.isJavaIdentifierPart(line.charAt(start - 1)) || line.charAt(start - 1) == '.')) {
                start--;
            }
            return start;
        }

        @Override
        public String word() {
            return line.substring(start(), cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - start();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }
}
