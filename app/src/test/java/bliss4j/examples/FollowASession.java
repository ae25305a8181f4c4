package bliss4j.examples;

import bliss4j.client.Bliss;
import bliss4j.data.DataEvent;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import java.io.PrintWriter;

/** Prints what happens in a session, which need not exist yet, until a scan has ended. */
final class FollowASession {
    private FollowASession() {}

    static void run(String uri, PrintWriter out) {
        try (DataStore data = Bliss.connect(uri);
                Follower follower = data.session("test_session").follow(NodeFilter.types("scan", "channel"))) {
            for (DataEvent event : follower) {
                out.println(event.label() + " " + event.node().name());
                if (event instanceof DataEvent.EndScan) {
                    break;
                }
            }
        }
    }
}
