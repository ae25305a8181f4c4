package bliss4j.scan;

import bliss4j.data.DataStore;
import bliss4j.data.Settings;
import bliss4j.publish.ScanRecorder;
import java.time.Clock;

/**
 * What all sessions of a process share.
 *
 * @param recorder what publishes and writes scans
 * @param store where their data are read back from
 * @param settings where parameters are kept
 * @param clock the time and zone of the place
 */
public record ScanServices(ScanRecorder recorder, DataStore store, Settings settings, Clock clock) {}
