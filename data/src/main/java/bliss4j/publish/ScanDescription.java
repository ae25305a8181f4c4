package bliss4j.publish;

import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.NodeIdentity;
import bliss4j.data.NodeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A scan as it is announced: its number, its nodes and what they say. Immutable; what the sinks write follows from it and
 * from the points alone.
 *
 * @param draft what was known before the number
 * @param number the number in its directory, from 1
 * @param uid a UUID that no other scan has
 * @param scan the scan's own node
 * @param devices its devices, each parent before its children
 * @param channels its channels in the order of their nodes; their place in this list is what {@link
 *     ScanPublisher#append} calls a channel
 * @param info what the scan's node says from the start
 */
public record ScanDescription(
        ScanDraft draft,
        int number,
        String uid,
        NodeIdentity scan,
        List<NodeIdentity> devices,
        List<PlacedChannel> channels,
        Map<String, Value> info) {

    /**
     * A channel and its node.
     *
     * @param device the name of its device
     * @param master the name of the top master it runs under
     */
    public record PlacedChannel(
            NodeIdentity node, ChannelDescription channel, DeviceDescription device, String master) {}

    static ScanDescription of(ScanDraft draft, int number) {
        String name = number + "_" + draft.name();
        String dbName = draft.directory().dbName() + ":" + name;
        NodeIdentity scan = new NodeIdentity(
                name,
                dbName,
                DataNode.SCAN,
                Optional.of(draft.directory().parent().dbName()));
        String uid = UUID.randomUUID().toString();
        List<NodeIdentity> devices = new ArrayList<>();
        List<PlacedChannel> channels = new ArrayList<>();
        for (DeviceDescription master : draft.devices()) {
            place(master, dbName, master.name(), devices, channels);
        }
        Map<String, Value> info = new LinkedHashMap<>();
        info.put("node_name", Value.of(dbName));
        info.put("scan_nb", Value.of(number));
        info.put("scan_uid", Value.of(uid));
        info.putAll(draft.info());
        ScanDescription description = new ScanDescription(
                draft,
                number,
                uid,
                scan,
                List.copyOf(devices),
                List.copyOf(channels),
                Collections.unmodifiableMap(info));
        NodeName.checkApart(
                description.nodes().stream().map(NodeIdentity::dbName).toList());
        return description;
    }

    private static void place(
            DeviceDescription device,
            String above,
            String master,
            List<NodeIdentity> devices,
            List<PlacedChannel> channels) {
        String dbName = above + ":" + device.name();
        devices.add(new NodeIdentity(device.name(), dbName, DataNode.DEVICE, Optional.of(above)));
        for (ChannelDescription channel : device.channels()) {
            String type = channel.images().isPresent() ? DataNode.IMAGE : DataNode.CHANNEL;
            NodeIdentity node =
                    new NodeIdentity(channel.name(), dbName + ":" + channel.name(), type, Optional.of(dbName));
            channels.add(new PlacedChannel(node, channel, device, master));
        }
        for (DeviceDescription slave : device.slaves()) {
            place(slave, dbName, master, devices, channels);
        }
    }

    /**
     * Every node of the tree that this scan makes or needs, in the order in which they are announced: directories, scan,
     * and each device before its published channels and these before the devices below it.
     */
    public List<NodeIdentity> nodes() {
        Map<String, List<NodeIdentity>> published = new HashMap<>();
        for (PlacedChannel placed : channels) {
            if (placed.channel().published()) {
                String device = placed.node().parent().orElseThrow();
                published.computeIfAbsent(device, name -> new ArrayList<>()).add(placed.node());
            }
        }
        List<NodeIdentity> nodes = new ArrayList<>(draft.directory().containers());
        nodes.add(scan);
        for (NodeIdentity device : devices) {
            nodes.add(device);
            nodes.addAll(published.getOrDefault(device.dbName(), List.of()));
        }
        return nodes;
    }

    /** Those of {@link #nodes} that this scan makes: all but the directories. */
    public List<NodeIdentity> ownNodes() {
        List<NodeIdentity> nodes = nodes();
        return nodes.subList(draft.directory().containers().size(), nodes.size());
    }

    /** What a channel's node says. */
    public static Map<String, Value> channelInfo(PlacedChannel placed) {
        ChannelDescription channel = placed.channel();
        Map<String, Value> info = new LinkedHashMap<>();
        info.put("node_name", Value.of(placed.node().dbName()));
        info.put("shape", shape(channel.shape()));
        info.put("dtype", Value.of(channel.dtype()));
        info.put("fullname", Value.of(channel.fullname()));
        info.put("unit", channel.unit().map(Value::of).orElse(Value.nothing()));
        channel.alias().ifPresent(alias -> {
            info.put("alias", Value.of(alias));
            info.put("has_alias", Value.of(true));
        });
        channel.images().ifPresent(images -> info.putAll(images.info()));
        return info;
    }

    /** A shape as a tuple of ints. */
    public static Value shape(Shape shape) {
        return Value.tuple(Arrays.stream(shape.toArray()).mapToObj(Value::of).toArray(Value[]::new));
    }

    public boolean saved() {
        return draft.file().isPresent();
    }
}
