package bliss4j.redis;

import bliss4j.block.DataException;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Another process that runs the page's scan, point by point as it is told. */
final class LeaseMain {
    private LeaseMain() {}

    /**
     * Arguments: Redis, lease in ms, perhaps the data file. Answers {@code point N}, {@code end} and {@code degraded} with a
     * line each.
     */
    public static void main(String[] arguments) throws IOException {
        Retention retention = Retention.DEFAULT.withLease(Duration.ofMillis(Long.parseLong(arguments[1])));
        RedisServer server = RedisServer.at(RedisAddress.parse(arguments[0]), retention);
        Optional<Path> file = arguments.length > 2 ? Optional.of(Path.of(arguments[2])) : Optional.empty();
        Optional<Claim> claim = file.map(path -> NexusFiles.claim(path, "ascan", "test_session", floor -> floor + 1));
        ScanPublisher scan = Publication.start(
                SampleScans.ascan(SampleScans.SAMPLE1, file).numbered(1),
                claim.map(Claim::sink),
                Optional.<ScanSink>of(server.sink()),
                LaneLimits.DEFAULT);
        scan.prepared(Map.of());
        say("running as " + ThisProcess.NAME);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            say(answer(scan, line));
        }
    }

    private static String answer(ScanPublisher scan, String line) {
        try {
            if (line.equals("end")) {
                var end = scan.end(ScanState.DONE, "done");
                return "ended " + end.state() + " " + end.reason();
            }
            if (line.equals("degraded")) {
                return "degraded " + scan.degraded();
            }
            SampleScans.point(scan, Integer.parseInt(line.substring("point ".length())));
            return "appended";
        } catch (DataException e) {
            return "refused " + e.getMessage();
        }
    }

    private static void say(String line) {
        System.out.println(line.replace('\n', ' '));
    }
}
