package bliss4j.scan;

import bliss4j.block.Value;
import bliss4j.chain.AcquisitionChain;
import bliss4j.chain.AcquisitionChain.Link;
import bliss4j.chain.AcquisitionChannel;
import bliss4j.chain.AcquisitionDevice;
import bliss4j.chain.AcquisitionMaster;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.step.AxisMaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A chain as the tree and the scan's info describe it. */
final class ChainInfo {
    private ChainInfo() {}

    /** @param aliases by the full names of channels */
    static List<DeviceDescription> devices(AcquisitionChain chain, Map<String, String> aliases) {
        return chain.tops().stream().map(top -> device(top, aliases)).toList();
    }

    private static DeviceDescription device(Link link, Map<String, String> aliases) {
        Role role = switch (link.device()) {
            case AxisMaster axes -> Role.AXES;
            case AcquisitionMaster master -> Role.TIMER;
            case AcquisitionDevice slave -> Role.DETECTOR;
        };
        List<ChannelDescription> channels = link.device().channels().stream()
                .map(channel -> aliased(channel(channel), aliases))
                .toList();
        List<DeviceDescription> below =
                new ArrayList<>(DeviceTree.below(link.device().name(), channels));
        link.below().forEach(slave -> below.add(device(slave, aliases)));
        return new DeviceDescription(
                link.device().name(), role, DeviceTree.own(link.device().name(), channels), below);
    }

    private static ChannelDescription aliased(ChannelDescription channel, Map<String, String> aliases) {
        String alias = aliases.get(channel.fullname());
        return alias == null ? channel : channel.withAlias(alias);
    }

    private static ChannelDescription channel(AcquisitionChannel channel) {
        if (channel.images().isPresent()) {
            return ChannelDescription.images(
                    channel.name(), channel.fullname(), channel.images().get());
        }
        return new ChannelDescription(
                channel.name(),
                channel.fullname(),
                channel.dtype(),
                channel.shape(),
                channel.unit(),
                channel.published());
    }

    /** What V21's clients look for in a scan's info: acquisition_chain, devices and channels. */
    static Map<String, Value> of(AcquisitionChain chain) {
        Map<String, Value> tops = new LinkedHashMap<>();
        Map<String, Value> devices = new LinkedHashMap<>();
        Map<String, Value> channels = new LinkedHashMap<>();
        for (Link top : chain.tops()) {
            List<AcquisitionDevice> below = new ArrayList<>();
            List<String> names = new ArrayList<>();
            collect(top, below, devices);
            below.forEach(device -> names.add(device.name()));
            Map<String, Value> entry = new LinkedHashMap<>();
            entry.put("master", Value.of(kinds(top.device().channels())));
            entry.putAll(kinds(below.stream()
                    .skip(1)
                    .flatMap(device -> device.channels().stream())
                    .toList()));
            entry.put("devices", Value.texts(names));
            tops.put(top.device().name(), Value.of(entry));
        }
        chain.channels().stream()
                .filter(AcquisitionChannel::published)
                .forEach(channel -> channels.put(channel.fullname(), describe(channel)));
        Map<String, Value> info = new LinkedHashMap<>();
        info.put("acquisition_chain", Value.of(tops));
        info.put("devices", Value.of(devices));
        info.put("channels", Value.of(channels));
        return info;
    }

    private static void collect(Link link, List<AcquisitionDevice> all, Map<String, Value> devices) {
        all.add(link.device());
        Map<String, Value> entry = new LinkedHashMap<>();
        entry.put("channels", Value.texts(fullnames(link.device().channels(), 0, Integer.MAX_VALUE)));
        entry.put(
                "triggered_devices",
                Value.texts(link.below().stream()
                        .map(below -> below.device().name())
                        .toList()));
        devices.put(link.device().name(), Value.of(entry));
        link.below().forEach(below -> collect(below, all, devices));
    }

    private static Map<String, Value> kinds(List<AcquisitionChannel> channels) {
        Map<String, Value> units = new LinkedHashMap<>();
        Map<String, Value> names = new LinkedHashMap<>();
        for (AcquisitionChannel channel : channels) {
            if (channel.published()) {
                units.put(channel.fullname(), channel.unit().map(Value::of).orElseGet(Value::nothing));
                names.put(channel.fullname(), Value.of(channel.name()));
            }
        }
        Map<String, Value> kinds = new LinkedHashMap<>();
        kinds.put("scalars", Value.texts(fullnames(channels, 0, 0)));
        kinds.put("scalars_units", Value.of(units));
        kinds.put("spectra", Value.texts(fullnames(channels, 1, 1)));
        kinds.put("images", Value.texts(fullnames(channels, 2, Integer.MAX_VALUE)));
        kinds.put("display_names", Value.of(names));
        return kinds;
    }

    private static List<String> fullnames(List<AcquisitionChannel> channels, int lowestRank, int highestRank) {
        return channels.stream()
                .filter(channel -> channel.published()
                        && channel.dimensions() >= lowestRank
                        && channel.dimensions() <= highestRank)
                .map(AcquisitionChannel::fullname)
                .toList();
    }

    private static Value describe(AcquisitionChannel channel) {
        Map<String, Value> entry = new LinkedHashMap<>();
        entry.put("unit", channel.unit().map(Value::of).orElseGet(Value::nothing));
        entry.put("display_name", Value.of(channel.name()));
        entry.put("dim", Value.of(channel.dimensions()));
        return Value.of(entry);
    }
}
