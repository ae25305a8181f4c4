package bliss4j.benchmarks;

import bliss4j.array.Numbers;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.NodeFilter;
import bliss4j.data.NodeIdentity;
import bliss4j.data.ScanState;
import bliss4j.nexus.NexusFiles;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A scan that is published to Redis, with followers that listen to all its channels: each has had a first
 * point, which counts for nothing.
 */
final class LiveScan implements AutoCloseable {
    private final Workbench bench;
    private final DataStore store;
    private final ScanDescription description;
    private final List<Watcher> watchers = new ArrayList<>();
    private final ScanPublisher publisher;

    private LiveScan(Workbench bench, Optional<Path> file, int channels, long points, List<Arrivals> arrivals)
            throws InterruptedException {
        this.bench = bench;
        store = bench.server().store();
        String session = bench.freshName();
        Optional<NexusFiles.Claim> claim =
                file.map(path -> NexusFiles.claim(path, BenchScan.NAME, session, floor -> floor + 1));
        description = BenchScan.draft(session, channels, file)
                .numbered(claim.map(NexusFiles.Claim::number).orElse(1));
        DataNode node = DataNode.of(new NodeIdentity(session, session, DataNode.CONTAINER, Optional.empty()), store);
        for (Arrivals each : arrivals) {
            watchers.add(new Watcher(node.follow(NodeFilter.all()), description, channels * (points + 1), each));
        }
        publisher = Publication.start(
                description,
                claim.map(NexusFiles.Claim::sink),
                Optional.of(bench.server().sink()),
                LaneLimits.DEFAULT);
        publisher.prepared(Map.of());
        for (int i = 0; i < channels; i++) {
            append(i, 0);
        }
        for (Watcher watcher : watchers) {
            watcher.awaitListening();
        }
    }

    /**
     * @param points how many each channel will have
     * @param followers how many follow
     * @param arrivals what each of them tells
     */
    static LiveScan start(Workbench bench, int channels, long points, int followers, IntFunction<Arrivals> arrivals)
            throws InterruptedException {
        List<Arrivals> all = new ArrayList<>();
        for (int i = 0; i < followers; i++) {
            all.add(arrivals.apply(i));
        }
        return new LiveScan(bench, Optional.empty(), channels, points, all);
    }

    /** The same of a scan that is saved. */
    static LiveScan startSaved(Workbench bench, Path file, int channels, long points, List<Arrivals> arrivals)
            throws InterruptedException {
        return new LiveScan(bench, Optional.of(file), channels, points, arrivals);
    }

    void append(int channel, double value) {
        publisher.append(channel, Numbers.of(value), BenchScan.TIME_NS);
    }

    /** Waits for the last point of the last follower and gives the time at which it came. */
    long awaitLast() throws InterruptedException {
        long last = 0;
        for (Watcher watcher : watchers) {
            last = Math.max(last, watcher.awaitLast());
        }
        return last;
    }

    /** How many points an entry had, on average. */
    double pointsPerEntry() {
        long points = 0;
        long entries = 0;
        List<Long> counts = List.copyOf(publisher.points().values());
        try (BareRedis bare = bench.bare()) {
            for (int i = 0; i < counts.size(); i++) {
                points += counts.get(i) - 1;
                entries += (Long) bare.call("XLEN", EntryForm.key(description, i)) - 1;
            }
        }
        return (double) points / entries;
    }

    @Override
    public void close() {
        ScanEnd end = publisher.end(ScanState.DONE, "done");
        watchers.forEach(Watcher::close);
        store.close();
        if (end.state() != ScanState.DONE) {
            throw new BenchmarkException("the scan ended " + end.state() + ": " + end.reason());
        }
    }
}
