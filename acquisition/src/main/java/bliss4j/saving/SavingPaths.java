package bliss4j.saving;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.ScanDirectory;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a scan is saved and where it stands in the tree: what it takes from {@link ScanSaving} when it starts. Making one
 * checks it; nothing is created on disk or in the tree.
 *
 * <p>What only the scan knows, {@code {scan_name}} and {@code {scan_number}}, stands in it as written until {@link
 * #forScan} puts it in. The number is taken in between, from the counter that {@link #counter} names.
 *
 * @param basePath absolute and without {@code .}, {@code ..} or a slash at its end, except for {@code /} itself
 * @param template the directory below {@code basePath}
 * @param dataFilename the data file below that, without its extension
 * @param images where the images go
 * @param scanNumberFormat how {@code {scan_number}} is written: {@code %04d}
 */
public record SavingPaths(
        String session,
        String userName,
        Writer writer,
        String basePath,
        PathTemplate template,
        PathTemplate dataFilename,
        ImagesTemplate images,
        String scanNumberFormat) {
    private static final String EXTENSION = ".h5";

    /** @throws ParameterException VALUE if these make no path that can be used */
    public SavingPaths {
        if (!basePath.startsWith("/")) {
            throw new ParameterException(Kind.VALUE, "base_path is '" + basePath + "', expected an absolute path");
        }
        basePath = PathItems.join(PathItems.of("base_path", basePath));
        String camera = Computed.IMG_ACQ_DEVICE.key();
        if (template.names().contains(camera) || dataFilename.names().contains(camera)) {
            throw new ParameterException(
                    Kind.VALUE, "{" + camera + "} is for image paths only: a scan may have several cameras");
        }
        ScanNumberFormat.of(scanNumberFormat);
        dataPath(basePath, template, dataFilename);
        directory(session, basePath, template);
        images.under(rootPath(basePath, template));
    }

    /** The directory of the data file; ends in a slash where the template does. */
    public String rootPath() {
        return rootPath(basePath, template);
    }

    /** The data file without its extension. */
    public String dataPath() {
        return dataPath(basePath, template, dataFilename);
    }

    /**
     * The data file, whoever the writer is.
     *
     * @throws ParameterException VALUE if this system cannot name it
     */
    public Path dataFile() {
        return path(dataPath() + EXTENSION);
    }

    /** The data file, but none where nothing is saved. */
    public Optional<Path> file() {
        return writer == Writer.NULL ? Optional.empty() : Optional.of(dataFile());
    }

    /** Where images go, with their prefix: {@code /tmp/scans/test_session/scan0001/{img_acq_device}_}. */
    public String imagesPath() {
        return images.under(rootPath(basePath, template));
    }

    /** Where one camera's images go; what only the scan knows must be put in before. */
    public ImageFiles imageFiles(String camera) {
        String field = Computed.IMG_ACQ_DEVICE.key();
        ImagesTemplate filled =
                images.fill((name, spec) -> name.equals(field) ? Optional.of(Value.of(camera)) : Optional.empty());
        String path = filled.under(rootPath());
        int slash = path.lastIndexOf('/');
        return new ImageFiles(path(slash == 0 ? "/" : path.substring(0, slash)), path.substring(slash + 1));
    }

    /** Where the scan stands in the tree. */
    public ScanDirectory directory() {
        return directory(session, basePath, template);
    }

    /** Names the counter that gives the scan its number; to be asked for before {@link #forScan}. */
    public String counter() {
        return directory().dbName();
    }

    /** Whether every scan has a data file of its own, so that no file tells the highest number so far. */
    public boolean oneFileAScan() {
        String number = Computed.SCAN_NUMBER.key();
        return template.names().contains(number) || dataFilename.names().contains(number);
    }

    /** These paths with what the scan knows put in. */
    public SavingPaths forScan(String scanName, long scanNumber) {
        String number = ScanNumberFormat.of(scanNumberFormat).text(scanNumber);
        PathTemplate.Source source = (name, spec) -> {
            if (name.equals(Computed.SCAN_NAME.key())) {
                return Optional.of(Value.of(scanName));
            }
            // With a format of its own it is a number, else the text that scan_number_format makes of it.
            return name.equals(Computed.SCAN_NUMBER.key())
                    ? Optional.of(spec.isEmpty() ? Value.of(number) : Value.of(scanNumber))
                    : Optional.empty();
        };
        return new SavingPaths(
                session,
                userName,
                writer,
                basePath,
                template.fill(source),
                dataFilename.fill(source),
                images.fill(source),
                scanNumberFormat);
    }

    private static String rootPath(String basePath, PathTemplate template) {
        String below = template.text();
        List<String> items = new ArrayList<>(PathItems.of("base_path", basePath));
        items.addAll(PathItems.of("template", below));
        boolean slash = below.isEmpty() || below.endsWith("/");
        return PathItems.join(items) + (slash && !items.isEmpty() ? "/" : "");
    }

    private static String dataPath(String basePath, PathTemplate template, PathTemplate dataFilename) {
        String name = dataFilename.text();
        List<String> items = PathItems.of("data_filename", name);
        if (items.isEmpty() || name.endsWith("/")) {
            throw new ParameterException(Kind.VALUE, "data_filename is '" + name + "', expected the name of a file");
        }
        String path = below(rootPath(basePath, template), String.join("/", items));
        return path.endsWith("/" + EXTENSION) || !path.endsWith(EXTENSION)
                ? path
                : path.substring(0, path.length() - EXTENSION.length());
    }

    private static ScanDirectory directory(String session, String basePath, PathTemplate template) {
        try {
            return ScanDirectory.of(session, basePath, String.join("/", PathItems.of("template", template.text())));
        } catch (DataException e) {
            throw new ParameterException(Kind.VALUE, String.valueOf(e.getMessage()));
        }
    }

    private static String below(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ParameterException(
                    Kind.VALUE,
                    "'" + text + "' is no path here (" + e.getReason() + "): expected characters that the"
                            + " locale can hold; LC_ALL=C.UTF-8 allows all");
        }
    }
}
