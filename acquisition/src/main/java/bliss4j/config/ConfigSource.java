package bliss4j.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where the files of a configuration come from. */
interface ConfigSource {
    int LARGEST_FILE = 1_000_000;

    /** The YAML files, in the order of their names, as paths below the source with {@code /} between. */
    List<String> files();

    /** @throws ConfigException if there is no such file, or it is larger than 1 MB */
    byte[] bytes(String file);

    /** The file that {@code relative} means where it stands in {@code file}. */
    String beside(String file, String relative);

    /** Where a file really is, for whoever looks for it. */
    String location(String file);

    /** A file's text without the byte order mark that some editors put in front. */
    default String text(String file) {
        byte[] bytes = bytes(file);
        if (bytes.length > LARGEST_FILE) {
            throw tooLarge(file);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            String text = decoder.decode(rest).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < rest.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new Place(file, line).error("expected text in UTF-8");
        }
    }

    static ConfigException tooLarge(String file) {
        return new Place(file, 0).error("expected at most " + LARGEST_FILE + " bytes");
    }
}
