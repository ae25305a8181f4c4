package bliss4j.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a point takes from the scan to its followers, however many they are. */
final class FollowBenchmark implements Benchmark {
    private static final double REACH_MEDIAN_NS = 500_000;
    /** Of p99 to that of a bare echo, and of many followers to one. */
    private static final double REACH_RATIO = 2;

    private static final int[] FOLLOWERS = {1, 10, 50};

    @Override
    public String about() {
        return "time from a point's publication to 1, 10 and 50 followers";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(3);
    }

    @Override
    public void run(Workbench bench, Table table) throws InterruptedException {
        delays(bench, table, 3);
        delays(bench, table, 20);
        LiveHeap.ofRunningScan(bench, table, 10);
        table.note("Medians of " + Rounds.COUNT
                + " rounds in which all take turns. Bare echo: XADD by one socket, XREAD BLOCK"
                + " by another, same entries, same pace. p99: of the time to the follower.");
    }

    private static void delays(Workbench bench, Table table, int channels) throws InterruptedException {
        List<Contender> contenders = new ArrayList<>(List.of(new BareEcho(bench, channels)));
        for (int followers : FOLLOWERS) {
            contenders.add(new SteadyPace(bench, channels, followers));
        }
        List<Figures> all = Rounds.alternate(contenders);
        Figures echo = all.get(0);
        Figures one = all.get(1);
        String what = "emit to follower, 1 kHz, " + channels + " channels: ";
        table.add(new Row(
                what + "median",
                Units.time(one.value()),
                Units.time(echo.value()) + " bare echo",
                Units.ratio(one.value() / echo.value()),
                "≤ 0.5 ms",
                one.value() <= REACH_MEDIAN_NS,
                one));
        table.add(delay(what + "p99", one.p99Ns(), echo.p99Ns(), "bare echo", one));
        for (int i = 1; i < FOLLOWERS.length; i++) {
            Figures many = all.get(i + 1);
            String with = what + FOLLOWERS[i] + " followers, ";
            table.add(delay(with + "median", many.value(), one.value(), "one follower", many));
            table.add(delay(with + "p99", many.p99Ns(), one.p99Ns(), "one follower", many));
        }
    }

    private static Row delay(String what, double measured, double reference, String name, Figures beside) {
        return new Row(
                what,
                Units.time(measured),
                Units.time(reference) + " " + name,
                Units.ratio(measured / reference),
                "≤ 2 ×",
                measured <= REACH_RATIO * reference,
                beside);
    }
}
