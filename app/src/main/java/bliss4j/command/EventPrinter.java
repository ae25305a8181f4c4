package bliss4j.command;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import java.io.PrintWriter;

/** Prints events as the page does: the event, the node's name, and for a channel its last value. */
final class EventPrinter {
    private final PrintWriter out;

    EventPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(DataEvent event) {
        out.println(event.label() + " " + event.node().name() + rest(event));
        out.flush();
    }

    private static String rest(DataEvent event) {
        return switch (event) {
            case DataEvent.NewNode there -> there.node() instanceof DataNode.Channel ? " None" : "";
            case DataEvent.NewData data ->
                " " + DataPrinter.point(data.points().row(data.points().length() - 1));
            case DataEvent.NewImages images ->
                " images " + images.firstIndex() + " to " + (images.firstIndex() + images.count() - 1);
            case DataEvent.DataLost lost ->
                " points " + lost.from() + " to " + (lost.to() - 1) + ", expected in " + lost.expectedIn();
            case DataEvent.ScanPrepared prepared -> "";
            case DataEvent.EndScan end -> "";
            case DataEvent.External signal -> "";
        };
    }
}
