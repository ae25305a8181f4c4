package bliss4j.benchmarks;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How much of the heap is in use after so many points of a scan: the same, if nothing is kept of them. */
final class LiveHeap {
    private static final int[] POINTS = {10_000, 100_000, 1_000_000};
    private static final int CHANNELS = 3;
    private static final int PATIENCE_SECONDS = 60;
    /** Of the history that is read. */
    private static final int BLOCK = 16;

    private static final double MEGABYTE = 1 << 20;
    /** What both lanes may hold of a scan that is faster than they are, and what waits in the inbox of a slow follower. */
    private static final int LANES_MB = 8;

    private static final int FOLLOWER_MB = 1;

    private LiveHeap() {}

    /** Of one scan that goes on, and its followers. It is saved: one that is not keeps its points, up to 64 MiB. */
    static void ofRunningScan(Workbench bench, Table table, int followers) throws InterruptedException {
        Semaphore arrived = new Semaphore(0);
        double[] used = new double[POINTS.length];
        int last = POINTS[POINTS.length - 1];
        Path folder = bench.freshPath();
        List<Arrivals> arrivals =
                Collections.nCopies(followers, (channel, first, count, nowNs) -> arrived.release(count));
        try (LiveScan scan = LiveScan.startSaved(bench, folder.resolve("data.h5"), CHANNELS, last, arrivals)) {
            int point = 0;
            for (int i = 0; i < POINTS.length; i++) {
                int before = point;
                for (; point < POINTS[i]; point++) {
                    for (int channel = 0; channel < CHANNELS; channel++) {
                        scan.append(channel, point);
                    }
                }
                awaitAll(arrived, (point - before) * CHANNELS * followers);
                used[i] = used();
            }
        }
        bench.forget();
        bench.remove(folder);
        rows(table, "live heap, saved scan, " + followers + " followers", LANES_MB + followers * FOLLOWER_MB, used);
    }

    private static void awaitAll(Semaphore arrived, int points) throws InterruptedException {
        if (!arrived.tryAcquire(points, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new BenchmarkException(
                    "followers were not told of " + points + " points in " + PATIENCE_SECONDS + " s");
        }
    }

    /** Of a follower that reads what exists of a scan, once it has. */
    static void ofHistory(Workbench bench, Table table) {
        double[] used = new double[POINTS.length];
        for (int i = 0; i < POINTS.length; i++) {
            String session = bench.freshName();
            ManyScans.make(bench, session, 1, POINTS[i], BLOCK);
            try (DataStore store = bench.server().store();
                    Follower follower = store.session(session).follow(NodeFilter.all())) {
                long points = read(follower);
                used[i] = used();
                if (points != POINTS[i] || follower.closed()) {
                    throw new BenchmarkException("a follower was told of " + points + " points, not " + POINTS[i]);
                }
            }
            bench.forget();
        }
        rows(table, "live heap, history of a scan read", FOLLOWER_MB, used);
    }

    private static long read(Follower follower) {
        long points = 0;
        for (DataEvent event : follower) {
            if (event instanceof DataEvent.NewData data) {
                points += data.points().length();
            } else if (event.node() instanceof DataNode.Scan && event.type() == DataEvent.Type.END_SCAN) {
                break;
            }
        }
        return points;
    }

    private static double used() {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static void rows(Table table, String what, int moreMb, double... used) {
        for (int i = 1; i < POINTS.length; i++) {
            table.add(new Row(
                    what + ": after " + Units.whole(POINTS[i]) + " points",
                    megabytes(used[i]),
                    megabytes(used[0]) + " after " + Units.whole(POINTS[0]),
                    Units.ratio(used[i] / used[0]),
                    "constant: ≤ " + moreMb + " MB more",
                    used[i] - used[0] <= moreMb * MEGABYTE,
                    Figures.of(used[i], Double.NaN)));
        }
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
