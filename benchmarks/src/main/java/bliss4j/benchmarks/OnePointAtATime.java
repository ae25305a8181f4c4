package bliss4j.benchmarks;

import java.util.concurrent.atomic.AtomicLongArray;

/** 3 channels, one point at a time as fast as they are taken, to one follower: points/s until the last has come. */
final class OnePointAtATime implements Contender {
    private static final int CHANNELS = 3;
    private static final int POINTS = 3_000_000;
    /** One point in so many is timed: a look at the clock costs as much as an append. */
    private static final int TIMED = 64;

    private final Workbench bench;

    OnePointAtATime(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Figures run() throws InterruptedException {
        AtomicLongArray sent = new AtomicLongArray(POINTS / TIMED);
        Samples delays = new Samples(POINTS / TIMED);
        Figures figures;
        try (LiveScan scan = LiveScan.start(bench, CHANNELS, POINTS, 1, i -> timing(sent, delays))) {
            long start = System.nanoTime();
            for (int i = 0; i < POINTS; i++) {
                if (i % TIMED == 0) {
                    sent.set(i / TIMED, System.nanoTime());
                }
                for (int channel = 0; channel < CHANNELS; channel++) {
                    scan.append(channel, i);
                }
            }
            long last = System.nanoTime();
            long arrived = scan.awaitLast();
            double rate = (double) CHANNELS * POINTS / (arrived - start) * 1e9;
            figures = new Figures(rate, scan.pointsPerEntry(), delays.p99(), arrived - last);
        }
        bench.forget();
        return figures;
    }

    private static Arrivals timing(AtomicLongArray sent, Samples delays) {
        return (channel, first, count, nowNs) -> {
            if (channel == 0) {
                for (long i = (first + TIMED - 1) / TIMED; i * TIMED < first + count; i++) {
                    delays.add(nowNs - sent.get((int) i));
                }
            }
        };
    }
}
