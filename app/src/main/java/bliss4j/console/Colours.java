package bliss4j.console;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What in the terminal has a colour. */
final class Colours {
    private static final String END = "\u001b[0m";
    private static final String RED = "\u001b[31m";
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String CYAN = "\u001b[36m";
    private static final Pattern PLACE = Pattern.compile(" {2}File .*");
    private static final Pattern ERROR = Pattern.compile("[A-Za-z_][\\w.]*(:.*)?");

    private Colours() {}

    static String result(String head) {
        return RED + head + END;
    }

    /** The error in red, the places where it was in cyan, the user's lines as they are. */
    static String traceback(String text) {
        return text.lines().map(Colours::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String line) {
        if (PLACE.matcher(line).matches()) {
            return CYAN + line + END;
        }
        return ERROR.matcher(line).matches() ? BOLD_RED + line + END : line;
    }
}
