package bliss4j.data;

import bliss4j.array.NdArray;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.image.ImageView;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All points of a scan by channel name, in the order of the channels. Of two channels with one name the first keeps it, the
 * next is called by as much of its db_name as tells it apart: {@code elapsed_time} and {@code timer2:elapsed_time}.
 */
public final class ScanData extends AbstractMap<String, NdArray> {
    private final Map<String, DataNode.Channel> channels;
    private final Map<String, NdArray> byName;

    private ScanData(Map<String, DataNode.Channel> channels, Map<String, NdArray> byName) {
        this.channels = channels;
        this.byName = Collections.unmodifiableMap(byName);
    }

    static ScanData of(DataNode.Scan scan) {
        Map<String, DataNode.Channel> channels = channels(scan);
        List<PointRange> all = channels.values().stream()
                .map(channel -> new PointRange(channel, 0, PointRange.END))
                .toList();
        Iterator<NdArray> points = scan.store().read(all).iterator();
        Map<String, NdArray> byName = new LinkedHashMap<>();
        channels.keySet().forEach(name -> byName.put(name, points.next()));
        return new ScanData(channels, byName);
    }

    static Map<String, DataNode.Channel> channels(DataNode.Scan scan) {
        Map<String, DataNode.Channel> byName = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        scan.walk(NodeFilter.types(DataNode.CHANNEL))
                .map(DataNode.Channel.class::cast)
                .forEach(channel -> byName.put(freeName(channel, taken), channel));
        return byName;
    }

    static Map<String, ImageView> images(DataNode.Scan scan) {
        Map<String, ImageView> byName = new LinkedHashMap<>();
        scan.walk(NodeFilter.types(DataNode.IMAGE))
                .map(DataNode.Image.class::cast)
                .forEach(image -> byName.put(image.fullname(), image.get(0, ImageView.LAST)));
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

    /**
     * The points of the one channel with this name: its name here, its short name, its full name such as {@code
     * axis:roby}, or the end of its db_name such as {@code roi1:sum}.
     *
     * @throws DataException if there is none or more than one, naming them
     */
    public NdArray channel(String name) {
        List<String> found = keysWhere(channel -> channel.name().equals(name));
        if (found.isEmpty()) {
            found = byName.containsKey(name) ? List.of(name) : keysOfFullname(name);
        }
        if (found.isEmpty()) {
            found = keysWhere(channel -> channel.dbName().endsWith(":" + name));
        }
        NdArray points = found.size() == 1 ? byName.get(found.getFirst()) : null;
        if (points == null) {
            throw found.isEmpty()
                    ? new DataException("no channel '" + name + "' among " + String.join(", ", keySet()))
                    : new DataException("more than one channel '" + name + "': " + dbNames(found));
        }
        return points;
    }

    private List<String> keysWhere(Predicate<DataNode.Channel> wanted) {
        return channels.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Entry::getKey)
                .toList();
    }

    private List<String> keysOfFullname(String fullname) {
        List<DataNode.Channel> all = List.copyOf(channels.values());
        if (all.isEmpty()) {
            return List.of();
        }
        List<Map<String, Value>> infos = all.getFirst().store().infos(all);
        return keysWhere(channel ->
                infos.get(all.indexOf(channel)).getOrDefault("fullname", Value.nothing()) instanceof Value.Text text
                        && text.value().equals(fullname));
    }

    private String dbNames(List<String> keys) {
        return channels.entrySet().stream()
                .filter(entry -> keys.contains(entry.getKey()))
                .map(entry -> entry.getValue().dbName())
                .collect(Collectors.joining(", "));
    }

    @Override
    public Set<Entry<String, NdArray>> entrySet() {
        return byName.entrySet();
    }
}
