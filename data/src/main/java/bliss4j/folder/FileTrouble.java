package bliss4j.folder;

import bliss4j.block.DataException;
import bliss4j.hdf5.Hdf5Exception;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What goes wrong with files, in one line for people. */
public final class FileTrouble {
    private FileTrouble() {}

    /** Runs work on an HDF5 file; its failure becomes one of this module, with the same message. */
    public static <T> T telling(Supplier<T> work) {
        try {
            return work.get();
        } catch (Hdf5Exception e) {
            throw new DataException(String.valueOf(e.getMessage()), e);
        }
    }

    /** As {@link #telling(Supplier)}, for work without a result. */
    public static void telling(Runnable work) {
        telling(() -> {
            work.run();
            return true;
        });
    }

    /** Why, without the names of Java's classes. */
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + " may not be written";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileAlreadyExistsException exists -> exists.getFile() + " exists and is no directory";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Makes the directories above a file; those that were missing get their rights. */
    public static void makeDirectories(Path directory, FileRights rights) {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path above = directory; above != null && !Files.exists(above); above = above.getParent()) {
            missing.push(above);
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new DataException("cannot make the directory " + directory + ": " + blocker(directory, e), e);
        }
        missing.forEach(rights::giveDirectory);
    }

    /** The system says only "not a directory": this says which. */
    private static String blocker(Path directory, IOException e) {
        for (Path above = directory; above != null; above = above.getParent()) {
            if (Files.exists(above) && !Files.isDirectory(above)) {
                return above + " is a file";
            }
        }
        return reason(e);
    }
}
