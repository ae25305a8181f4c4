package bliss4j.nexus;

import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.data.NodeIdentity;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDescription.PlacedChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes of a scan and of the directories above it as JSON, from which the tree is rebuilt. */
final class NodeList {
    private static final String NAME = "name";
    private static final String DB_NAME = "db_name";
    private static final String TYPE = "type";
    private static final String PARENT = "parent";
    private static final String INFO = "info";
    private static final String PATH = "path";

    private NodeList() {}

    /**
     * A node as it is kept.
     *
     * @param info what a channel's node says; the scan's stands beside the list
     * @param dataset where a channel's points are
     */
    record Item(NodeIdentity identity, Map<String, Value> info, Optional<String> dataset) {}

    /**
     * The nodes in the order of their creation.
     *
     * @param datasets where the points of each channel are, by db_name
     */
    static String write(ScanDescription scan, Map<String, String> datasets) {
        Map<String, PlacedChannel> channels = new LinkedHashMap<>();
        scan.channels().forEach(placed -> channels.put(placed.node().dbName(), placed));
        List<Value> nodes = new ArrayList<>();
        for (NodeIdentity node : inOrder(scan)) {
            Map<String, Value> entry = new LinkedHashMap<>();
            entry.put(NAME, Value.of(node.name()));
            entry.put(DB_NAME, Value.of(node.dbName()));
            entry.put(TYPE, Value.of(node.type()));
            entry.put(PARENT, node.parent().map(Value::of).orElse(Value.nothing()));
            PlacedChannel channel = channels.get(node.dbName());
            if (channel != null) {
                entry.put(INFO, Value.of(ScanDescription.channelInfo(channel)));
                entry.put(PATH, Value.of(datasets.getOrDefault(node.dbName(), "")));
            }
            nodes.add(Value.of(entry));
        }
        return ValueJson.write(Value.of(nodes));
    }

    /** Parents before children, a device's channels before the devices below it. */
    private static List<NodeIdentity> inOrder(ScanDescription scan) {
        List<NodeIdentity> nodes = new ArrayList<>(scan.draft().directory().containers());
        nodes.add(scan.scan());
        List<NodeIdentity> channels =
                scan.nodes().stream().filter(NodeIdentity::isChannel).toList();
        for (NodeIdentity device : scan.devices()) {
            nodes.add(device);
            channels.stream()
                    .filter(channel -> channel.parent().equals(Optional.of(device.dbName())))
                    .forEach(nodes::add);
        }
        return nodes;
    }

    static List<Item> read(String json) {
        return ValueJson.read(json).asList().stream().map(NodeList::item).toList();
    }

    private static Item item(Value value) {
        NodeIdentity identity = new NodeIdentity(
                value.at(NAME).asText(),
                value.at(DB_NAME).asText(),
                value.at(TYPE).asText(),
                value.find(PARENT).filter(parent -> !parent.isNothing()).map(Value::asText));
        Map<String, Value> info = value.find(INFO).map(NodeList::info).orElse(Map.of());
        return new Item(identity, info, value.find(PATH).map(Value::asText));
    }

    /** A dict as a node's info. */
    static Map<String, Value> info(Value dict) {
        Map<String, Value> info = new LinkedHashMap<>();
        dict.asMap().forEach((key, value) -> info.put(key.asText(), value));
        return info;
    }
}
