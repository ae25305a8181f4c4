package bliss4j.examples;

import bliss4j.array.Numbers;
import bliss4j.client.Bliss;
import bliss4j.data.DataEvent;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import java.io.PrintWriter;

/** Live analysis: how far a motor has come, from each block of points as it arrives, until five are there. */
final class WatchAMotor {
    private WatchAMotor() {}

    static void run(String uri, PrintWriter out) {
        double sum = 0;
        try (DataStore data = Bliss.connect(uri);
                Follower roby =
                        data.session("test_session").follow(node -> node.name().equals("roby"))) {
            for (DataEvent event : roby) {
                if (event instanceof DataEvent.NewData block && block.points() instanceof Numbers points) {
                    for (double position : points.toDoubles()) {
                        sum += position;
                    }
                    if (block.firstIndex() + points.length() == 5) {
                        out.println("mean position of " + block.node().name() + ": " + sum / 5);
                        break;
                    }
                }
            }
        }
    }
}
