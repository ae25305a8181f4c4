package bliss4j.client;

import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import java.util.Map;

/** Calls for what happens to watched scans, one after the other in one thread; implement those that you want. */
public interface ScanListener {
    /** A scan has begun. */
    default void started(Map<String, Value> info) {}

    /** A node of the scan has come, after the one it is below. */
    default void appeared(Map<String, Value> info, DataNode node) {}

    /**
     * New points of channels below one top master: whole rows of numbers, or a block of one channel.
     *
     * @param kind {@code 0d} for numbers, {@code 1d} for spectra
     * @param master the name of the device right below the scan
     * @param blocks by the channels' full names
     */
    default void points(String kind, String master, Map<String, DataEvent.NewData> blocks) {}

    /**
     * New images of one channel.
     *
     * @param master the name of the device right below the scan
     * @param fullname the channel's
     */
    default void images(String master, String fullname, DataEvent.NewImages images) {}

    /** Points can be had from nowhere; what follows goes on behind them. */
    default void lost(DataEvent.DataLost points) {}

    /** The scan is over. */
    default void ended(Map<String, Value> info) {}
}
