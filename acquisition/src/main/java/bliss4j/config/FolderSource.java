package bliss4j.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** A directory and those below it. What is hidden, and the original's {@code __init__.yml}, is left out. */
final class FolderSource implements ConfigSource {
    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 10_000;

    private final Path root;

    FolderSource(Path root) {
        this.root = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(this.root)) {
            throw new ConfigException("'" + root + "' is no directory; expected one with the beamline's YAML files");
        }
    }

    @Override
    public List<String> files() {
        List<String> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Visitor(files));
        } catch (IOException e) {
            throw new ConfigException("cannot list '" + root + "': " + e, e);
        }
        Collections.sort(files);
        return files;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final List<String> files;

        Visitor(List<String> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(root) && name(directory).startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = name(file);
            boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
            if (yaml && !attributes.isDirectory() && !name.startsWith(".") && !name.startsWith("__init__.")) {
                files.add(root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/"));
            }
            if (files.size() > MOST_FILES) {
                throw new ConfigException("'" + root + "' holds more than " + MOST_FILES + " YAML files");
            }
            return FileVisitResult.CONTINUE;
        }

        private static String name(Path path) {
            return String.valueOf(path.getFileName());
        }
    }

    @Override
    public byte[] bytes(String file) {
        try (InputStream in = Files.newInputStream(root.resolve(file))) {
            return in.readNBytes(LARGEST_FILE + 1);
        } catch (NoSuchFileException e) {
            throw new ConfigException("no file '" + location(file) + "'", e);
        } catch (IOException e) {
            throw new ConfigException("cannot read '" + location(file) + "': " + e, e);
        }
    }

    @Override
    public String beside(String file, String relative) {
        return root.resolve(file).resolveSibling(relative).normalize().toString();
    }

    @Override
    public String location(String file) {
        return root.resolve(file).toString();
    }
}
