package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.data.DataEvent;
import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many followers of one scan with many channels: all are told the same, whatever the timing. */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class FollowersUnderLoadIT {
    private static final int CHANNELS = 20;
    private static final int FOLLOWERS = 50;
    private static final int PROCESSES = 10;
    private static final int POINTS = 400;
    private static final long LIMIT_SECONDS = 120;

    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    /** Followers that come before, during and after, and dawdle. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void fiftyFollowersOfOneProcessAreToldTheSame(long seed)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<FutureTask<Diary>> readers = new ArrayList<>();
        for (int i = 0; i < FOLLOWERS; i++) {
            Random random = new Random(seed * FOLLOWERS + i);
            readers.add(new FutureTask<>(() -> read(random)));
        }
        readers.subList(0, FOLLOWERS / 2).forEach(reader -> Thread.startVirtualThread(reader));
        ScanPublisher scan = start();
        Random random = new Random(seed);
        publish(scan, random, 0, POINTS / 2);
        readers.subList(FOLLOWERS / 2, FOLLOWERS - 1).forEach(reader -> Thread.startVirtualThread(reader));
        publish(scan, random, POINTS / 2, POINTS);
        scan.end(ScanState.DONE, "done");
        Thread.startVirtualThread(readers.getLast());
        Set<String> digests = new HashSet<>();
        for (FutureTask<Diary> reader : readers) {
            Diary diary = reader.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            check(diary);
            digests.add(diary.digest());
        }
        assertThat(digests).hasSize(1);
    }

    @Test
    void tenProcessesOfOneFollowerEachAreToldTheSame() {
        List<ChildJvm> children = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                children.add(ChildJvm.start(FollowMain.class, bliss4j.testing.RedisServer.url()));
            }
            children.subList(0, PROCESSES / 2).forEach(child -> child.waitFor("following"));
            ScanPublisher scan = start();
            publish(scan, new Random(7), 0, POINTS);
            scan.end(ScanState.DONE, "done");
            Diary diary;
            try (Follower follower = tree.follow(NodeFilter.all())) {
                diary = new Diary().untilEnds(follower, 1);
            }
            check(diary);
            assertThat(children.stream().map(child -> child.waitFor("told ")))
                    .hasSize(PROCESSES)
                    .allMatch(("told " + diary.digest())::equals);
        } finally {
            children.forEach(ChildJvm::close);
        }
    }

    private Diary read(Random random) {
        try (Follower follower = tree.follow(NodeFilter.all())) {
            return new Diary().untilEnds(follower, 1, () -> pause(random));
        }
    }

    /** Rarely, and for up to 2 ms. */
    private static void pause(Random random) {
        if (random.nextInt(20) == 0) {
            LockSupport.parkNanos(random.nextInt(2_000_000));
        }
    }

    private ScanPublisher start() {
        ChannelDescription[] channels = IntStream.range(0, CHANNELS - 1)
                .mapToObj(i -> SampleScans.channel("c" + i, DType.FLOAT64, Shape.SCALAR))
                .toArray(ChannelDescription[]::new);
        ScanPublisher scan = tree.start(SampleScans.detector(SampleScans.SAMPLE1, Optional.empty(), channels), 1);
        scan.prepared(Map.of());
        return scan;
    }

    /** Channel c has 1000 c + index; blocks of all lengths, channels in any order, each as far as the others. */
    private static void publish(ScanPublisher scan, Random random, int from, int to) {
        int next;
        for (int first = from; first < to; first = next) {
            next = Math.min(to, first + 1 + random.nextInt(4));
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, CHANNELS).boxed().toList());
            java.util.Collections.shuffle(order, random);
            for (int channel : order) {
                scan.append(channel, values(channel, first, next), first + 1L);
                pause(random);
            }
        }
    }

    private static NdArray values(int channel, int from, int to) {
        return Numbers.of(
                IntStream.range(from, to).mapToDouble(i -> 1000.0 * channel + i).toArray());
    }

    private void check(Diary diary) {
        Map<String, NdArray> told = diary.checked();
        assertThat(told).hasSize(CHANNELS);
        assertThat(Set.copyOf(told.values()))
                .isEqualTo(Set.copyOf(IntStream.range(0, CHANNELS)
                        .mapToObj(channel -> values(channel, 0, POINTS))
                        .toList()));
        assertThat(diary.events().getLast()).isInstanceOf(DataEvent.EndScan.class);
        assertThat(diary.structure())
                .filteredOn(line -> line.startsWith("event.PREPARED"))
                .hasSize(1);
    }
}
