package bliss4j.benchmarks;

import bliss4j.array.Numbers;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanSink;
import bliss4j.publish.ScanSink.Points;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finished scans of one channel, written by our sink. */
final class ManyScans {
    private ManyScans() {}

    /** Makes so many below a session of their own and gives its name. */
    static String make(Workbench bench, int scans) {
        String session = bench.freshName();
        for (int number = 1; number <= scans; number++) {
            make(bench, session, number, 1, 1);
        }
        return session;
    }

    /** Makes one whose channel has so many points, in blocks of this length, and gives its channel's db_name. */
    static String make(Workbench bench, String session, int number, int points, int block) {
        ScanDescription scan = BenchScan.draft(session, 1, Optional.empty()).numbered(number);
        ScanSink sink = bench.server().sink();
        sink.announce(scan);
        sink.prepared(Map.of());
        List<Points> some = new ArrayList<>();
        for (int from = 0; from < points; from += block) {
            int to = Math.min(points, from + block);
            double[] values = IntStream.range(from, to).asDoubleStream().toArray();
            some.add(new Points(0, from, Numbers.of(values), BenchScan.TIME_NS));
            if (some.size() == RedisBenchmark.DEPTH || to == points) {
                sink.append(some);
                some.clear();
            }
        }
        sink.end(new ScanEnd(ScanState.DONE, "done", ZonedDateTime.now(ZoneOffset.UTC), Map.of()));
        return scan.channels().getFirst().node().dbName();
    }
}
