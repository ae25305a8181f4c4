package bliss4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanPublisher;
import bliss4j.redis.Retention;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A running scan that takes more than Redis may hold: what its file holds goes, and nobody misses a point. */
@ExtendWith(LeakCheck.class)
class LongScanIT {
    private static final String SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";
    private static final String ROBY = SCAN + ":axis:roby";
    private static final int BLOCK = 1000;
    private static final int BLOCKS = 900;
    private static final int BETWEEN_FLUSHES = 100;
    private static final long LIMIT = 16L << 20;

    @TempDir
    private Path folder;

    private SavedTree tree;

    @BeforeEach
    void open() {
        tree = new SavedTree(folder, PrivateRedis.withMaxMemory("40mb"), Retention.DEFAULT.withLimit(LIMIT));
    }

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    void pointsThatTheFileHoldsGoWhenNoFinishedScanIsLeft() {
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        Awaitility.await().until(() -> tree.store().node(ROBY).isPresent());
        CompletableFuture<Long> told = CompletableFuture.supplyAsync(this::pointsTold);
        for (int block = 0; block < BLOCKS; block++) {
            publish(scan, block * BLOCK);
            if (block % BETWEEN_FLUSHES == 0) {
                awaitDurable((block + 1L) * BLOCK);
            }
        }
        long points = (long) BLOCKS * BLOCK;
        awaitDurable(points);

        assertThat(firstIndexInRedis()).isPositive();
        assertThat(tree.channel(ROBY).length()).isEqualTo(points);
        assertThat(tree.channel(ROBY).get(0, -1)).isEqualTo(values(0, (int) points));
        assertThat(scan.end(ScanState.DONE, "done").state()).isEqualTo(ScanState.DONE);
        assertThat(told.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(points);
    }

    private static void publish(ScanPublisher scan, int from) {
        NdArray values = values(from, from + BLOCK);
        for (int channel = 0; channel < 3; channel++) {
            scan.append(channel, values, 0);
        }
    }

    private static NdArray values(int from, int to) {
        return Numbers.of(IntStream.range(from, to).asDoubleStream().toArray());
    }

    private void awaitDurable(long points) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> tree.store()
                        .node(SCAN)
                        .flatMap(node -> Optional.ofNullable(node.info().get("durable_index")))
                        .flatMap(held -> held.find("axis:roby"))
                        .map(Value::asLong)
                        .filter(end -> end >= points)
                        .isPresent());
    }

    private long firstIndexInRedis() {
        String first = tree.redis()
                .command("EVAL \"redis.call('select', 1) return redis.call('xrange', '" + ROBY
                        + "_data', '-', '+', 'COUNT', 1)[1][1]\" 0");
        return Long.parseLong(first.strip().replaceAll("-.*", "")) - 1;
    }

    /** Follows the scan from its start; gives how many points of the motor it was told, each once and in order. */
    private long pointsTold() {
        long next = 0;
        DataNode scan = tree.store().node(SCAN).orElseThrow();
        try (Follower follower = scan.follow(NodeFilter.all())) {
            while (true) {
                DataEvent event = follower.next().orElseThrow();
                if (event instanceof DataEvent.EndScan) {
                    return next;
                }
                assertThat(event).isNotInstanceOf(DataEvent.DataLost.class);
                if (event instanceof DataEvent.NewData data
                        && data.node().dbName().equals(ROBY)) {
                    assertThat(data.firstIndex()).isEqualTo(next);
                    next += data.points().length();
                }
            }
        }
    }
}
