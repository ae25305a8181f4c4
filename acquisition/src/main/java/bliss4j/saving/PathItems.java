package bliss4j.saving;

import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The directories of a path, outermost first, with {@code .} and {@code ..} worked out by name alone. */
final class PathItems {
    /** What the usual file systems take for one name. */
    private static final int LONGEST = 255;

    private PathItems() {}

    /**
     * @param what whose path it is, for the message
     * @throws ParameterException VALUE if it leads out of where it starts, or an item of it cannot be a directory's name
     */
    static List<String> of(String what, String path) {
        List<String> items = new ArrayList<>();
        for (String item : path.split("/")) {
            if (item.equals("..")) {
                if (items.isEmpty()) {
                    throw refused(what, path, "a path that does not lead out of the directory above it");
                }
                items.removeLast();
            } else if (!item.isEmpty() && !item.equals(".")) {
                items.add(checked(what, path, item));
            }
        }
        return items;
    }

    /** The absolute path of {@code items}. */
    static String join(List<String> items) {
        return "/" + String.join("/", items);
    }

    /** Gives {@code item} back if it can be the name of a file or directory, or the beginning of one. */
    static String item(String what, String item) {
        return checked(what, item, item);
    }

    /** Refuses already in the template what no value could mend. */
    static void check(String what, PathTemplate template) {
        checkCharacters(what, template.text(), template.literals());
    }

    private static String checked(String what, String path, String item) {
        checkCharacters(what, path, item);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(item)) {
            throw refused(what, path, "text that UTF-8 can hold");
        }
        int size = item.getBytes(StandardCharsets.UTF_8).length;
        if (size > LONGEST) {
            throw refused(what, path, "no name longer than " + LONGEST + " bytes, but one has " + size);
        }
        return item;
    }

    private static void checkCharacters(String what, String path, String text) {
        if (text.indexOf(':') >= 0) {
            throw refused(what, path, "no ':' in it: it separates the nodes of the tree");
        }
        if (text.indexOf('\0') >= 0) {
            throw refused(what, path.replace('\0', '?'), "no character of code 0 in it");
        }
    }

    private static ParameterException refused(String what, String path, String expected) {
        String shown = path.length() > 200 ? path.substring(0, 200) + "…" : path;
        return new ParameterException(Kind.VALUE, what + " is '" + shown + "', expected " + expected);
    }
}
