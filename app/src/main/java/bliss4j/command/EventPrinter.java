package bliss4j.command;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import java.io.PrintWriter;

/**
 * Prints events as the page's two monitors do: a node's name and type when it appears, and for a channel the event and the
 * last value.
 */
final class EventPrinter {
    private final PrintWriter out;

    EventPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(DataEvent event) {
        switch (event) {
            case DataEvent.NewNode there -> {
                out.println(there.node().name() + " " + there.node().type());
                if (there.node() instanceof DataNode.Channel) {
                    out.println(there.label() + " " + there.node().name() + " None");
                }
            }
            case DataEvent.NewData data ->
                out.println(data.label() + " " + data.node().name() + " "
                        + DataPrinter.point(data.points().row(data.points().length() - 1)));
            case DataEvent.DataLost lost ->
                out.println(lost.label() + " " + lost.node().name() + " points " + lost.from() + " to "
                        + (lost.to() - 1) + ", expected in " + lost.expectedIn());
            case DataEvent.ScanPrepared prepared ->
                out.println(prepared.label() + " " + prepared.node().name());
            case DataEvent.External signal -> out.println(signal.label() + " None");
            case DataEvent.EndScan end ->
                out.println(end.label() + " " + end.node().name());
        }
        out.flush();
    }
}
