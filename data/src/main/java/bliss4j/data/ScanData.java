package bliss4j.data;

import bliss4j.array.NdArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All points of a scan by channel name. */
final class ScanData {
    private ScanData() {}

    static Map<String, NdArray> of(DataNode.Scan scan) {
        Map<String, DataNode.Channel> channels = channels(scan);
        List<PointRange> all = channels.values().stream()
                .map(channel -> new PointRange(channel, 0, PointRange.END))
                .toList();
        Iterator<NdArray> points = scan.store().read(all).iterator();
        Map<String, NdArray> byName = new LinkedHashMap<>();
        channels.keySet().forEach(name -> byName.put(name, points.next()));
        return byName;
    }

    static Map<String, DataNode.Channel> channels(DataNode.Scan scan) {
        Map<String, DataNode.Channel> byName = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        scan.walk(NodeFilter.types(DataNode.CHANNEL))
                .map(DataNode.Channel.class::cast)
                .forEach(channel -> byName.put(freeName(channel, taken), channel));
        return byName;
    }

    /** The shortest tail of the db_name that is still free: the first channel keeps the short name. */
    private static String freeName(DataNode.Channel channel, Set<String> taken) {
        List<String> parts = new ArrayList<>(List.of(channel.dbName().split(":")));
        String name = parts.removeLast();
        while (!taken.add(name) && !parts.isEmpty()) {
            String longer = parts.removeLast();
            name = longer + ":" + name;
        }
        return name;
    }
}
