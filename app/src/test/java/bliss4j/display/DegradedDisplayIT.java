package bliss4j.display;

import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.data.ScanState;
import bliss4j.scan.Scan;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A scan is shown with Redis away, too, and that it is. */
@ExtendWith(LeakCheck.class)
final class DegradedDisplayIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private static long rows(ShownSession shown) {
        return shown.soFar().stream().filter(line -> line.matches(" +\\d+  .*")).count();
    }

    @Test
    void redisGoesAndComesBackWhileAScanIsShown() {
        try (PrivateRedis redis = PrivateRedis.start();
                ShownSession shown = new ShownSession(folder, redis.url())) {
            Scan scan = shown.session().scan(loopscan(1_000_000, 0.001, shown.counter("diode4")));
            CompletableFuture<Void> running = CompletableFuture.runAsync(scan::run);
            await().atMost(LIMIT).until(() -> rows(shown) > 10);
            redis.kill();
            await().atMost(LIMIT).until(() -> shown.soFar().stream().anyMatch(line -> line.startsWith("DEGRADED: ")));
            long then = rows(shown);
            await().atMost(LIMIT).until(() -> rows(shown) > then + 10);
            redis.restart(true);
            await().atMost(LIMIT)
                    .until(() ->
                            shown.soFar().stream().anyMatch(line -> line.startsWith("No longer DEGRADED, after ")));
            scan.abort();
            running.join();
            shown.settle(scan);

            List<String> lines = shown.take();
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("DEGRADED: "))
                    .first()
                    .asString()
                    .matches("DEGRADED: .*Redis.* is in trouble since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*: .+");
            assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        }
    }

    @Test
    void redisIsAwayFromTheStart() {
        try (ShownSession shown = new ShownSession(folder, "redis://127.0.0.1:1")) {
            Scan scan = shown.session().scan(loopscan(1_000_000, 0.001, shown.counter("diode4")));
            CompletableFuture<Void> running = CompletableFuture.runAsync(scan::run);
            await().atMost(LIMIT)
                    .until(() ->
                            rows(shown) > 10 && shown.soFar().stream().anyMatch(line -> line.startsWith("DEGRADED: ")));
            scan.abort();
            running.join();
            shown.settle(scan);

            assertThat(shown.take().getLast()).startsWith("Took ");
        }
    }
}
