package bliss4j.client;

import bliss4j.data.SampleScans;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A process that publishes points and flushes none of them to its file, then waits to be killed. */
final class KilledMain {
    private KilledMain() {}

    /** Arguments: Redis, the file, how many points. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        RedisServer redis = RedisServer.at(RedisAddress.parse(arguments[0]), Duration.ofDays(1));
        Claim claim = NexusFiles.claim(file, "ascan", "killed_session", floor -> floor + 1);
        ScanDraft draft = SampleScans.ascan(SampleScans.SAMPLE1, Optional.of(file));
        ScanPublisher scan = Publication.start(
                draft.numbered(claim.number()),
                Optional.of(claim.sink()),
                Optional.of(redis.sink()),
                new LaneLimits(4 << 20, Duration.ofHours(1), Duration.ofSeconds(30)));
        scan.prepared(Map.of());
        for (int point = 0; point < Integer.parseInt(arguments[2]); point++) {
            SampleScans.point(scan, point);
        }
        System.out.println("published");
        System.in.read();
    }
}
