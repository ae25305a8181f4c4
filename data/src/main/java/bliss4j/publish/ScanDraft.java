package bliss4j.publish;

import bliss4j.block.Value;
import bliss4j.data.NodeName;
import bliss4j.data.ScanDirectory;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about a scan that is known before it has a number.
 *
 * @param directory where in the tree it will stand
 * @param name the scan's name: {@code ascan}
 * @param start when it starts, with the zone of the place
 * @param file where it is saved; empty for a scan that is not
 * @param devices the top masters of its chain
 * @param info what its node will say, but for the number and what depends on it
 * @param deflate how strongly the file packs spectra and images: 0 not at all, 1 fast, 9 small
 */
public record ScanDraft(
        ScanDirectory directory,
        String name,
        ZonedDateTime start,
        Optional<Path> file,
        List<DeviceDescription> devices,
        Map<String, Value> info,
        int deflate) {
    /** @throws bliss4j.block.DataException if a scan, device or channel has a name that nodes may not have */
    public ScanDraft {
        devices = List.copyOf(devices);
        info = new LinkedHashMap<>(info);
        NodeName.check("scan", name);
        devices.forEach(ScanDraft::checkNames);
    }

    /** Of which nothing is packed. */
    @SuppressWarnings("checkstyle:ParameterNumber") // the components but one
    public ScanDraft(
            ScanDirectory directory,
            String name,
            ZonedDateTime start,
            Optional<Path> file,
            List<DeviceDescription> devices,
            Map<String, Value> info) {
        this(directory, name, start, file, devices, info, 0);
    }

    private static void checkNames(DeviceDescription device) {
        NodeName.check("device", device.name());
        device.channels().forEach(channel -> NodeName.check("channel", channel.name()));
        device.slaves().forEach(ScanDraft::checkNames);
    }

    /**
     * The scan with its number.
     *
     * @throws bliss4j.block.DataException if one node's key would be a part of another's
     */
    public ScanDescription numbered(int number) {
        return ScanDescription.of(this, number);
    }
}
