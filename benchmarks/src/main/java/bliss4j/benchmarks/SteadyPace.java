package bliss4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Points at 1 kHz to some followers: the median of the time from emission to each follower. */
final class SteadyPace implements Contender {
    private final Workbench bench;
    private final int channels;
    private final int followers;

    SteadyPace(Workbench bench, int channels, int followers) {
        this.bench = bench;
        this.channels = channels;
        this.followers = followers;
    }

    @Override
    public Figures run() throws InterruptedException {
        Stamps stamps = new Stamps(channels, Pace.POINTS);
        List<Samples> delays = new ArrayList<>();
        double pointsPerEntry;
        long lag;
        try (LiveScan scan = LiveScan.start(bench, channels, Pace.POINTS, followers, i -> follower(stamps, delays))) {
            Pace.keep(point -> {
                for (int channel = 0; channel < channels; channel++) {
                    stamps.set(channel, point);
                    scan.append(channel, point);
                }
            });
            long last = System.nanoTime();
            lag = scan.awaitLast() - last;
            pointsPerEntry = scan.pointsPerEntry();
        }
        bench.forget();
        Samples all = Samples.join(delays);
        return new Figures(all.median(), pointsPerEntry, all.p99(), lag);
    }

    private Arrivals follower(Stamps stamps, List<Samples> delays) {
        Samples own = new Samples(channels * Pace.POINTS);
        delays.add(own);
        return (channel, first, count, nowNs) -> stamps.arrived(channel, first, count, nowNs, own);
    }
}
