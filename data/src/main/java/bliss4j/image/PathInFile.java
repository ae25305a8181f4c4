package bliss4j.image;

import bliss4j.block.DataException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where images are inside an HDF5 file, which depends on who wrote it.
 *
 * @param instrument the group of the instrument
 * @param detector the group of the detector in it
 * @param limaVersion the version of Lima whose layout the file has; 1.9.1 has today's
 */
public record PathInFile(String instrument, String detector, String limaVersion) {
    private static final String VERSION = "1.9.1";
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?.*");

    public PathInFile {
        checkName("instrument", instrument);
        checkName("detector", detector);
    }

    private static void checkName(String what, String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.equals(".")) {
            throw new DataException(
                    "name of " + what + " '" + name + "' cannot be a group of a file: expected text" + " without '/'");
        }
    }

    /** Where we put the images of a detector. */
    static PathInFile ofDetector(String detector) {
        return new PathInFile("instrument", detector, VERSION);
    }

    /** The dataset with one image a row. */
    public String path() {
        return isOlder()
                ? "/entry_0000/instrument/" + detector + "/data/array"
                : "/entry_0000/" + instrument + "/" + detector + "/data";
    }

    /** The original takes a version that is not told for an older one. */
    private boolean isOlder() {
        Matcher version = NUMBERS.matcher(limaVersion);
        if (!version.matches()) {
            return limaVersion.isEmpty() || limaVersion.startsWith("<");
        }
        int[] today = {1, 9, 1};
        for (int i = 0; i < today.length; i++) {
            String part = version.group(i + 1);
            int number = part == null ? 0 : Integer.parseInt(part);
            if (number != today[i]) {
                return number < today[i];
            }
        }
        return false;
    }
}
