package bliss4j.image;

import bliss4j.block.DataException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How C's and Python's {@code %04d} writes the number of a file. */
record IndexFormat(boolean zeros, int width) {
    private static final Pattern FORM = Pattern.compile("%(0?)([1-9][0-9]?)?d");

    static IndexFormat of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new DataException("index format '" + text + "' of image files: expected one number such as %04d");
        }
        String width = form.group(2);
        return new IndexFormat(!form.group(1).isEmpty(), width == null ? 0 : Integer.parseInt(width));
    }

    String write(long number) {
        String digits = Long.toString(number);
        return (zeros ? "0" : " ").repeat(Math.max(0, width - digits.length())) + digits;
    }
}
