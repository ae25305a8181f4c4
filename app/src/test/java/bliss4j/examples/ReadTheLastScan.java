package bliss4j.examples;

import bliss4j.client.Bliss;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.NodeFilter;
import java.io.PrintWriter;

/** Prints points of the last scan of a session. */
final class ReadTheLastScan {
    private ReadTheLastScan() {}

    static void run(String uri, PrintWriter out) {
        try (DataStore data = Bliss.connect(uri)) {
            DataNode last =
                    data.session("test_session").last(NodeFilter.types("scan")).orElseThrow();
            if (last instanceof DataNode.Scan scan) {
                out.println(scan.name() + " has " + scan.data().keySet());
                out.println(scan.data().channel("axis:roby"));
            }
        }
    }
}
