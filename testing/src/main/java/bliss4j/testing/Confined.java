package bliss4j.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that put a child JVM ({@link ChildJvm#under}) into a world that is not as it should be: what they do is undone when
 * it ends. One that this machine does not allow skips the test by its name, unless {@code BLISS_REQUIRE_ORACLES=1}.
 */
public final class Confined {
    private Confined() {}

    /** An empty disk of that size at an existing directory, which nobody else sees. */
    public static List<String> toSmallDisk(Path at, int megabytes) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--map-root-user", "sh", "-c"));
        command.add("mount -t tmpfs -o size=" + megabytes + "m tmpfs '" + at + "' && exec \"$0\" \"$@\"");
        return tried(command, "a small disk (unshare --mount)");
    }

    /** Without the right of root to read and write everything: modes of files count for it, too. */
    public static List<String> toRightsOfUsers() {
        return System.getProperty("user.name").equals("root")
                ? tried(
                        List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"),
                        "root without its rights (setpriv)")
                : List.of();
    }

    /** What is made from now on is without these rights, in octal digits. */
    public static List<String> toUmask(String umask) {
        return List.of("sh", "-c", "umask " + umask + " && exec \"$0\" \"$@\"");
    }

    private static List<String> tried(List<String> command, String name) {
        List<String> trial = new ArrayList<>(command);
        trial.add("true");
        if (!Oracles.works(trial)) {
            Oracles.missing(name);
        }
        return command;
    }
}
