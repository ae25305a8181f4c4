package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.data.SampleScans;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A running scan, saved or not, and the ways in which a test disturbs its Redis. */
final class TroubledScan {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final ScanPublisher scan;
    private final PrivateRedis redis;
    private final Relay relay;
    private int points;

    TroubledScan(ScanPublisher scan, PrivateRedis redis, Relay relay) {
        this.scan = scan;
        this.redis = redis;
        this.relay = relay;
    }

    /** Starts the page's first scan; one that is saved takes the first number of a new file. */
    static ScanPublisher start(LiveTree tree, Optional<Path> file, LaneLimits limits) {
        ScanDraft draft = SampleScans.ascan(SampleScans.SAMPLE1, file);
        Optional<Claim> claim = file.map(path -> NexusFiles.claim(path, "ascan", "test_session", floor -> floor + 1));
        return Publication.start(
                draft.numbered(claim.map(Claim::number).orElse(1)),
                claim.map(Claim::sink),
                Optional.of(tree.server().sink()),
                limits);
    }

    PrivateRedis redis() {
        return redis;
    }

    Relay relay() {
        return relay;
    }

    ScanPublisher scan() {
        return scan;
    }

    int points() {
        return points;
    }

    /** Publishes so many points more. */
    void publish(int count) {
        for (int end = points + count; points < end; points++) {
            SampleScans.point(scan, points);
        }
    }

    /** Waits until it says that it is in trouble, since when and why. */
    void awaitTrouble(String why) {
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(scan.degraded()).singleElement().asString().contains("is in trouble since 20", why));
    }

    void awaitRecovery() {
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(scan.degraded()).isEmpty());
    }
}
