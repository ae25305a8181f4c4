package bliss4j.scan;

import bliss4j.device.Axis;
import bliss4j.saving.ScanSaving;
import java.util.List;

/**
 * What a scan needs of its session.
 *
 * @param services what publishes it and reads it back
 * @param saving where to save; a scan takes a snapshot when it starts
 * @param metadata what users have every scan say
 * @param axes all axes of the session, whose positions are noted
 * @param defaultChain what all chains have
 * @param aliases other names of channels
 * @param publishEpoch whether the absolute time of each point is a channel of the tree (ruling X2)
 * @param deflate how strongly files pack spectra and images: 0 not at all, 1 fast, 9 small
 */
public record ScanEnvironment(
        ScanServices services,
        ScanSaving saving,
        ScanMetadata metadata,
        List<Axis> axes,
        DefaultChain defaultChain,
        Aliases aliases,
        boolean publishEpoch,
        int deflate) {
    public ScanEnvironment {
        axes = List.copyOf(axes);
    }
}
