package bliss4j.publish;

import java.util.List;

/**
 * One device of a scan's chain, with its channels and the devices it triggers.
 *
 * @param name the node's name: {@code axis}, {@code timer}, {@code diode}
 * @param role what kind of device it is, which decides its class in the file
 * @param channels its channels, in the order of their nodes
 * @param slaves the devices below it, in the order of their nodes; they come after the channels
 */
public record DeviceDescription(
        String name, Role role, List<ChannelDescription> channels, List<DeviceDescription> slaves) {
    /** What a device of the chain is. */
    public enum Role {
        AXES,
        TIMER,
        DETECTOR
    }

    public DeviceDescription {
        channels = List.copyOf(channels);
        slaves = List.copyOf(slaves);
    }
}
