package bliss4j.imageserver;

import bliss4j.block.DataException;
import bliss4j.image.ImageSaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes sure, before an acquisition starts, that none of its files is there. */
final class ExistingFiles {
    private ExistingFiles() {}

    /**
     * Makes the directory if it is missing.
     *
     * @throws DataException if it cannot be made, or holds one of the files
     */
    static void check(ImageSaving saving) {
        long files = saving.frames() == 0 ? Long.MAX_VALUE : (saving.frames() - 1) / saving.framesPerFile() + 1;
        for (Path path : present(saving.directory())) {
            if (isOf(saving, path, files)) {
                throw new DataException(path + " exists: images are not saved over others; choose another directory,"
                        + " prefix or first number");
            }
        }
    }

    private static List<Path> present(Path directory) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                return files.sorted().toList();
            }
        } catch (FileAlreadyExistsException e) {
            throw new DataException(
                    "images cannot be saved in " + directory + ": " + e.getFile() + " is a file, expected a directory",
                    e);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("images cannot be saved in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Whether a file's name has the number of one of the first {@code files}. */
    private static boolean isOf(ImageSaving saving, Path path, long files) {
        String name = path.getFileName().toString();
        int digits = name.length() - saving.prefix().length() - saving.suffix().length();
        if (digits < 1 || !name.startsWith(saving.prefix()) || !name.endsWith(saving.suffix())) {
            return false;
        }
        String number = name.substring(saving.prefix().length(), saving.prefix().length() + digits)
                .strip();
        if (!number.matches("[0-9]{1,18}")) {
            return false;
        }
        long place = Long.parseLong(number) - saving.nextNumber();
        return place >= 0
                && place < files
                && saving.file(place * saving.framesPerFile()).equals(path);
    }
}
