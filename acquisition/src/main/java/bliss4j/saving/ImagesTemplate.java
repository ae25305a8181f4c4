package bliss4j.saving;

import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;

/**
 * Where images go, beside or apart from the data file.
 *
 * @param relative whether {@code path} starts in the root path; else it is absolute
 * @param path a directory
 * @param prefix what the files' names start with; may hold further directories
 */
public record ImagesTemplate(boolean relative, PathTemplate path, PathTemplate prefix) {
    ImagesTemplate fill(PathTemplate.Source source) {
        return new ImagesTemplate(relative, path.fill(source), prefix.fill(source));
    }

    /** @throws ParameterException VALUE if this makes no path that can be used */
    String under(String rootPath) {
        String directory = path.text();
        if (relative == directory.startsWith("/")) {
            throw new ParameterException(
                    Kind.VALUE,
                    "images_path_template is '" + directory + "', expected "
                            + (relative
                                    ? "a path without '/' in front, since images_path_relative is True"
                                    : "an absolute path, since images_path_relative is False"));
        }
        String whole = (relative ? rootPath : "") + "/" + directory + "/" + prefix.text();
        int slash = whole.lastIndexOf('/');
        String name = PathItems.item("images_prefix", whole.substring(slash + 1));
        return PathItems.join(PathItems.of("images_path_template", whole.substring(0, slash))) + "/" + name;
    }
}
