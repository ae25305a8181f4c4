package bliss4j.chain;

import bliss4j.device.AcquisitionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The devices of a scan as a tree: top masters, and below each what it triggers. Built by one thread, then handed to a
 * {@link ChainRunner}.
 */
public final class AcquisitionChain {
    private final List<Link> tops = new ArrayList<>();
    private final IdentityHashMap<AcquisitionDevice, Link> links = new IdentityHashMap<>();
    private final Set<String> channelNames = new HashSet<>();
    private final List<ChainPreset> presets = new ArrayList<>();

    /**
     * A device and what it triggers.
     *
     * @param below empty for a slave
     */
    public record Link(AcquisitionDevice device, List<Link> below) {
        /** For reading; only the chain adds to it. */
        @Override
        public List<Link> below() {
            return Collections.unmodifiableList(below);
        }
    }

    /**
     * Adds a master that nothing triggers.
     *
     * @throws AcquisitionException if a name of it or of one of its channels is taken
     */
    public AcquisitionChain top(AcquisitionMaster master) {
        for (Link top : tops) {
            if (top.device().name().equals(master.name())) {
                throw new AcquisitionException("duplicated top master '" + master.name() + "': names must differ");
            }
        }
        tops.add(link(master));
        return this;
    }

    /**
     * Adds a device below a master that is in the chain.
     *
     * @throws AcquisitionException if a name of it or of one of its channels is taken
     */
    public AcquisitionChain below(AcquisitionMaster master, AcquisitionDevice device) {
        Link above = links.get(master);
        if (above == null) {
            throw new AcquisitionException(
                    "master '" + master.name() + "' of '" + device.name() + "' is not in the chain");
        }
        for (Link sibling : above.below()) {
            if (sibling.device().name().equals(device.name())) {
                throw new AcquisitionException(
                        "duplicated device '" + device.name() + "' below '" + master.name() + "': names must differ");
            }
        }
        above.below.add(link(device));
        return this;
    }

    private Link link(AcquisitionDevice device) {
        if (links.containsKey(device)) {
            throw new AcquisitionException("duplicated device '" + device.name() + "': it is in the chain already");
        }
        for (AcquisitionChannel channel : device.channels()) {
            if (!channelNames.add(channel.fullname())) {
                throw new AcquisitionException("duplicated channel '" + channel.fullname() + "' of '" + device.name()
                        + "': names must differ");
            }
        }
        Link link = new Link(device, new ArrayList<>());
        links.put(device, link);
        return link;
    }

    /** Adds what is to be done beside it. */
    public AcquisitionChain add(ChainPreset preset) {
        presets.add(preset);
        return this;
    }

    List<ChainPreset> presets() {
        return List.copyOf(presets);
    }

    public List<Link> tops() {
        return List.copyOf(tops);
    }

    /** All devices, each before those below it. */
    public List<AcquisitionDevice> devices() {
        List<AcquisitionDevice> all = new ArrayList<>();
        tops.forEach(top -> collect(top, all));
        return all;
    }

    static void collect(Link link, List<AcquisitionDevice> all) {
        all.add(link.device());
        link.below().forEach(deeper -> collect(deeper, all));
    }

    /** All channels, a device's own before those of the devices below it; this is the order of the scan's nodes. */
    public List<AcquisitionChannel> channels() {
        return devices().stream().flatMap(device -> device.channels().stream()).toList();
    }

    /** Lets all channels emit into {@code sink}, each under its place in {@link #channels}. */
    public void connect(BlockSink sink) {
        List<AcquisitionChannel> channels = channels();
        for (int i = 0; i < channels.size(); i++) {
            channels.get(i).connect(sink, i);
        }
    }

    /** Its devices by name. */
    @Override
    public String toString() {
        return "AcquisitionChain("
                + devices().stream().map(AcquisitionDevice::name).collect(Collectors.joining(", ")) + ")";
    }
}
