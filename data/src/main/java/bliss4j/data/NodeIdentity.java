package bliss4j.data;

import java.util.Optional;

/**
 * What every node has, wherever it is kept.
 *
 * @param name the short name: {@code roby}
 * @param dbName the full key: {@code test_session:mnt:c:tmp:sample1:1_ascan:axis:roby}; not derivable from the parent's
 * @param type the type as stored: {@code container}, {@code scan}, {@code channel}, {@code lima}, or {@code None} for a
 *     device
 * @param parent the parent's db_name, empty for a session
 */
public record NodeIdentity(String name, String dbName, String type, Optional<String> parent) {
    /** Whether it is a channel: of numbers and texts, or of images. */
    public boolean isChannel() {
        return type.equals(DataNode.CHANNEL) || type.equals(DataNode.IMAGE);
    }
}
