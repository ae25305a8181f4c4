package bliss4j.image;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words that cameras have for {@link ImageSaving}, as they stand in a node's info. */
final class SavingWords {
    private static final String MODE = "saving_mode";
    private static final String FORMAT = "saving_format";
    private static final String DIRECTORY = "saving_directory";
    private static final String PREFIX = "saving_prefix";
    private static final String INDEX_FORMAT = "saving_index_format";
    private static final String SUFFIX = "saving_suffix";
    private static final String PER_FILE = "saving_frame_per_file";
    private static final String PER_ACQUISITION = "saving_frame_per_acquisition";
    private static final String NEXT_NUMBER = "saving_next_number";
    private static final String INSTRUMENT = "user_instrument_name";
    private static final String DETECTOR = "user_detector_name";
    private static final String VERSION = "lima_version";
    private static final String ON = "AUTO_FRAME";

    /** The last is how an older camera says it. */
    private static final Set<String> OFF = Set.of("NOSAVING", "MANUAL");

    private SavingWords() {}

    static Map<String, Value> describe(ImageSaving saving) {
        Map<String, Value> words = new LinkedHashMap<>();
        words.put(MODE, Value.of(ON));
        words.put(FORMAT, Value.of(saving.format()));
        words.put(DIRECTORY, Value.of(saving.directory().toString()));
        words.put(PREFIX, Value.of(saving.prefix()));
        words.put(INDEX_FORMAT, Value.of(saving.indexFormat()));
        words.put(SUFFIX, Value.of(saving.suffix()));
        words.put(PER_FILE, Value.of(saving.framesPerFile()));
        words.put(PER_ACQUISITION, Value.of(saving.frames()));
        words.put(NEXT_NUMBER, Value.of(saving.nextNumber()));
        words.put(INSTRUMENT, Value.of(saving.inside().instrument()));
        words.put(DETECTOR, Value.of(saving.inside().detector()));
        words.put(VERSION, Value.of(saving.inside().limaVersion()));
        return words;
    }

    static Optional<ImageSaving> read(Value.MapOf words) {
        String mode = text(words, MODE, "NOSAVING");
        if (OFF.contains(mode)) {
            return Optional.empty();
        }
        String format = words.at(FORMAT).asText();
        return Optional.of(new ImageSaving(
                format,
                path(words.at(DIRECTORY).asText()),
                words.at(PREFIX).asText(),
                text(words, INDEX_FORMAT, "%04d"),
                words.at(SUFFIX).asText(),
                perFile(words),
                number(words, PER_ACQUISITION, 0),
                number(words, NEXT_NUMBER, 0),
                inside(words)));
    }

    private static int perFile(Value.MapOf words) {
        long count = number(words, PER_FILE, 1);
        if (count > Integer.MAX_VALUE) {
            throw new DataException(PER_FILE + " is " + count + ": expected " + Integer.MAX_VALUE + " at most");
        }
        return (int) count;
    }

    /** Files without paths have no names for them. */
    private static PathInFile inside(Value.MapOf words) {
        return new PathInFile(
                notEmpty(text(words, INSTRUMENT, ""), "instrument"),
                notEmpty(text(words, DETECTOR, ""), "detector"),
                text(words, VERSION, ""));
    }

    private static String notEmpty(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static String text(Value.MapOf words, String word, String otherwise) {
        return words.find(word).map(Value::asText).orElse(otherwise);
    }

    private static long number(Value.MapOf words, String word, long otherwise) {
        return words.find(word).map(Value::asLong).orElse(otherwise);
    }

    private static Path path(String directory) {
        try {
            return Path.of(directory);
        } catch (InvalidPathException e) {
            throw new DataException(DIRECTORY + " '" + directory + "' is no path: " + e.getReason(), e);
        }
    }
}
