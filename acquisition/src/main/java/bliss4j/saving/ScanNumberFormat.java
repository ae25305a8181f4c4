package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How {@code scan_number_format} writes a scan's number, in the style of Python's {@code %}: {@code %04d}. */
record ScanNumberFormat(String before, FormatSpec number, String after) {
    private static final String OTHER = "((?:[^%]|%%)*)";
    private static final Pattern SYNTAX = Pattern.compile(OTHER + "%([-+ 0]*)(\\d{0,9})[di]" + OTHER, Pattern.DOTALL);

    /** @throws ParameterException VALUE if it does not take exactly one number */
    static ScanNumberFormat of(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new ParameterException(
                    Kind.VALUE, "scan_number_format is '" + text + "', expected one number in it such as '%04d'");
        }
        String flags = parts.group(2);
        String sign = flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
        boolean left = flags.indexOf('-') >= 0;
        String spec = (left ? "<" : "") + sign + (flags.indexOf('0') >= 0 && !left ? "0" : "") + parts.group(3) + "d";
        return new ScanNumberFormat(
                parts.group(1).replace("%%", "%"),
                FormatSpec.of(spec),
                parts.group(4).replace("%%", "%"));
    }

    String text(long scanNumber) {
        return before + number.format(Value.of(scanNumber)) + after;
    }
}
