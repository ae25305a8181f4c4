package bliss4j.saving;

import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Writes dates in the style of Python's {@code strftime}, in English: {@code %Y%m%d}. */
final class DateText {
    private static final Map<Character, String> DIRECTIVES = Map.ofEntries(
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('b', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('d', "dd"),
            Map.entry('f', "SSSSSS"),
            Map.entry('F', "yyyy-MM-dd"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('j', "DDD"),
            Map.entry('m', "MM"),
            Map.entry('M', "mm"),
            Map.entry('p', "a"),
            Map.entry('S', "ss"),
            Map.entry('T', "HH:mm:ss"),
            Map.entry('y', "yy"),
            Map.entry('Y', "yyyy"));

    /** Stands behind the format, so that a last lone '%' is followed by something. */
    private static final char END = '\uffff';

    private final DateTimeFormatter formatter;

    private DateText(DateTimeFormatter formatter) {
        this.formatter = formatter;
    }

    /** @throws ParameterException VALUE if it holds a directive that we do not know */
    static DateText of(String format) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        boolean directive = false;
        for (char c : (format + END).toCharArray()) {
            if (directive) {
                builder.append(directive(format, c));
                directive = false;
            } else if (c == '%') {
                directive = true;
            } else if (c != END) {
                builder.appendLiteral(c);
            }
        }
        return new DateText(builder.toFormatter(Locale.ENGLISH));
    }

    private static DateTimeFormatter directive(String format, char letter) {
        String pattern = letter == '%' ? "'%'" : DIRECTIVES.get(letter);
        if (pattern == null) {
            throw new ParameterException(
                    Kind.VALUE,
                    "date format '" + format + "' has a '%' that is not followed by one of "
                            + new TreeSet<>(DIRECTIVES.keySet()) + " or '%'");
        }
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    String text(LocalDateTime time) {
        return formatter.format(time);
    }
}
