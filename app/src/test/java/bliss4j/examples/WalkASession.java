package bliss4j.examples;

import bliss4j.client.Bliss;
import bliss4j.data.DataStore;
import bliss4j.data.NodeFilter;
import java.io.PrintWriter;

/** Prints the nodes that a session has now. */
final class WalkASession {
    private WalkASession() {}

    static void run(String uri, PrintWriter out) {
        try (DataStore data = Bliss.connect(uri)) {
            data.session("test_session")
                    .walk(NodeFilter.all())
                    .forEach(node -> out.println(node.name() + " " + node.type()));
        }
    }
}
