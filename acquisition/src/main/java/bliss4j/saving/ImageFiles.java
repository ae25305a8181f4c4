package bliss4j.saving;

import java.nio.file.Path;

/**
 * Where one camera puts the images of one scan.
 *
 * @param directory absolute
 * @param prefix what every file's name starts with; may be empty
 */
public record ImageFiles(Path directory, String prefix) {}
