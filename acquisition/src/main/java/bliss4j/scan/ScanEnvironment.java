package bliss4j.scan;

import bliss4j.data.DataStore;
import bliss4j.device.Axis;
import bliss4j.publish.ScanRecorder;
import bliss4j.saving.ScanSaving;
import java.time.Clock;
import java.util.List;

/**
 * What a scan needs of its surroundings.
 *
 * @param saving where to save; a scan takes a snapshot when it starts
 * @param recorder what publishes and writes it
 * @param store where its data are read back from
 * @param axes all axes of the session, whose positions are noted
 * @param clock the time and zone of the place
 * @param publishEpoch whether the absolute time of each point is a channel of the tree
 */
public record ScanEnvironment(
        ScanSaving saving, ScanRecorder recorder, DataStore store, List<Axis> axes, Clock clock, boolean publishEpoch) {
    public ScanEnvironment {
        axes = List.copyOf(axes);
    }
}
