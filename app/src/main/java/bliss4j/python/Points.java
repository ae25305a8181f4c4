package bliss4j.python;

import bliss4j.data.DataNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code get_data()} gives: arrays, and views of images, in a dict that prints as the page shows. */
public record Points(Map<String, ?> byName) {
    /** All that a scan has; nothing before it starts. */
    public static Points of(Optional<DataNode.Scan> scan) {
        Map<String, Object> all = new LinkedHashMap<>();
        scan.ifPresent(node -> {
            all.putAll(node.data());
            all.putAll(node.images());
        });
        return new Points(all);
    }
}
