package bliss4j.scan;

import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes between a device and those of its channels whose full names have more than two parts: {@code
 * lima_simulator:roi_counters:r1:sum}. Such channels come after the device's own, those of one group together.
 */
final class DeviceTree {
    private DeviceTree() {}

    /** The channels that stand right below the device. */
    static List<ChannelDescription> own(String device, List<ChannelDescription> channels) {
        return channels.stream()
                .filter(channel -> path(device, channel).isEmpty())
                .toList();
    }

    /** The groups below the device. */
    static List<DeviceDescription> below(String device, List<ChannelDescription> channels) {
        Map<String, List<ChannelDescription>> groups = new LinkedHashMap<>();
        for (ChannelDescription channel : channels) {
            List<String> path = path(device, channel);
            if (!path.isEmpty()) {
                groups.computeIfAbsent(path.getFirst(), name -> new ArrayList<>())
                        .add(channel);
            }
        }
        List<DeviceDescription> below = new ArrayList<>();
        groups.forEach((name, its) -> {
            String prefix = device + ":" + name;
            below.add(new DeviceDescription(name, Role.DETECTOR, own(prefix, its), below(prefix, its)));
        });
        return below;
    }

    /** What stands between the device and the channel. */
    private static List<String> path(String device, ChannelDescription channel) {
        String fullname = channel.fullname();
        int from = device.length() + 1;
        int to = fullname.length() - channel.name().length() - 1;
        return fullname.startsWith(device + ":") && from < to
                ? List.of(fullname.substring(from, to).split(":"))
                : List.of();
    }
}
