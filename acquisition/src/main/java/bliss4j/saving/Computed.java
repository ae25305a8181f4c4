package bliss4j.saving;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What {@link ScanSaving} knows without being told, in the order in which it is printed. */
enum Computed {
    SESSION,
    DATE,
    SCAN_NAME,
    SCAN_NUMBER,
    IMG_ACQ_DEVICE,
    /** The only one that can be set. */
    WRITER,
    CREATION_DATE,
    LAST_ACCESSED;

    /** What templates may name, but only a scan knows. */
    static final Set<String> LATER = Set.of(SCAN_NAME.key(), SCAN_NUMBER.key(), IMG_ACQ_DEVICE.key());

    private final String key = name().toLowerCase(Locale.ROOT);

    String key() {
        return key;
    }

    static boolean has(String key) {
        return Arrays.stream(values()).anyMatch(computed -> computed.key.equals(key));
    }
}
