package bliss4j.client;

import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happened to a scan that is watched. Of one scan they come in the order in which they stand here. */
public sealed interface ScanNews {
    /** The scan it happened to. */
    DataNode.Scan scan();

    /** What the scan's node says of it: as it was at its start, and in {@link Ended} as it is at its end. */
    Map<String, Value> info();

    /** A scan has begun. */
    record Started(DataNode.Scan scan, Map<String, Value> info) implements ScanNews {}

    /** A node of the scan has come, after the one it is below. */
    record Appeared(DataNode.Scan scan, Map<String, Value> info, DataNode node) implements ScanNews {}

    /**
     * New points of channels below one top master. Of numbers they are whole rows: the same indices of each channel, unless
     * one is late.
     *
     * @param dimensions of one point: 0 for a number, 1 for a spectrum
     * @param master the name of the device right below the scan
     * @param blocks by the channels' full names; several for numbers, one for anything else
     */
    record Points(
            DataNode.Scan scan,
            Map<String, Value> info,
            int dimensions,
            String master,
            Map<String, DataEvent.NewData> blocks)
            implements ScanNews {
        public Points {
            blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
        }

        /** The dimensions as callbacks are given them: {@code 0d}. */
        public String label() {
            return dimensions + "d";
        }
    }

    /**
     * New images of one channel.
     *
     * @param master the name of the device right below the scan
     * @param fullname the channel's
     */
    record Images(
            DataNode.Scan scan, Map<String, Value> info, String master, String fullname, DataEvent.NewImages images)
            implements ScanNews {}

    /** Points of a channel can be had from nowhere; what follows goes on behind them. */
    record Lost(DataNode.Scan scan, Map<String, Value> info, DataEvent.DataLost points) implements ScanNews {}

    /** The scan is over; nothing of it follows. */
    record Ended(DataNode.Scan scan, Map<String, Value> info) implements ScanNews {}
}
