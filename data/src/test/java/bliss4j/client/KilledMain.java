package bliss4j.client;

import bliss4j.block.Value;
import bliss4j.data.SampleScans;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import bliss4j.redis.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A process that publishes points and flushes none of them to its file, then waits to be killed. */
final class KilledMain {
    private KilledMain() {}

    /** Arguments: Redis, the file, how many points, the lease in ms. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        RedisServer redis = RedisServer.at(
                RedisAddress.parse(arguments[0]),
                Retention.DEFAULT.withLease(Duration.ofMillis(Long.parseLong(arguments[3]))));
        Claim claim = NexusFiles.claim(file, "ascan", "killed_session", floor -> floor + 1);
        ScanDraft plain = SampleScans.ascan(SampleScans.SAMPLE1, Optional.of(file));
        Map<String, Value> info = new HashMap<>(plain.info());
        info.put("filename", Value.of(file.toString()));
        ScanDraft draft =
                new ScanDraft(plain.directory(), plain.name(), plain.start(), plain.file(), plain.devices(), info);
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
