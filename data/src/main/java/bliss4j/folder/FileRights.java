package bliss4j.folder;

import bliss4j.block.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose the files are that are made, and who may do what with them.
 *
 * @param group the group that they belong to; empty for the process's
 * @param mode who may read and write a file; a directory may be entered by who may read it. Empty for what the process's
 *     umask leaves.
 */
public record FileRights(Optional<String> group, Optional<Set<PosixFilePermission>> mode) {
    /** As the system gives them. */
    public static final FileRights OF_THE_PROCESS = new FileRights(Optional.empty(), Optional.empty());

    private static final Map<PosixFilePermission, PosixFilePermission> ENTERS = Map.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);

    /**
     * Gives them to a file that was just made.
     *
     * @throws DataException if there is no such group, or the process may not give files to it
     */
    public void give(Path file) {
        give(file, mode);
    }

    /** As {@link #give}, to a directory. */
    void giveDirectory(Path directory) {
        give(directory, mode.map(FileRights::entering));
    }

    private static Set<PosixFilePermission> entering(Set<PosixFilePermission> rights) {
        Set<PosixFilePermission> all = EnumSet.copyOf(rights);
        rights.stream().filter(ENTERS::containsKey).map(ENTERS::get).forEach(all::add);
        return all;
    }

    private void give(Path path, Optional<Set<PosixFilePermission>> rights) {
        group.ifPresent(name -> giveTo(path, name));
        if (rights.isPresent()) {
            try {
                Files.setPosixFilePermissions(path, rights.get());
            } catch (IOException e) {
                throw new DataException(
                        "cannot give " + path + " the rights " + PosixFilePermissions.toString(rights.get())
                                + " (file.mode): " + FileTrouble.reason(e),
                        e);
            }
        }
    }

    private static void giveTo(Path path, String name) {
        try {
            GroupPrincipal found =
                    path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
            Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setGroup(found);
        } catch (UserPrincipalNotFoundException e) {
            throw new DataException("this machine has no group '" + name + "' (file.group) to give " + path + " to", e);
        } catch (IOException e) {
            throw new DataException(
                    "cannot give " + path + " to the group '" + name + "' (file.group), of which this user should be a"
                            + " member: " + FileTrouble.reason(e),
                    e);
        }
    }
}
