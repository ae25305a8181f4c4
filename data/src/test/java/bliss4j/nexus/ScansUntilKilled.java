package bliss4j.nexus;

import bliss4j.array.Numbers;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process that runs scan after scan into one file until it is killed. Point i of each channel is i, but for the timer's,
 * which are a tenth of that. After each step it prints what a reader must find from then on.
 */
public final class ScansUntilKilled {
    private static final int FLUSHES_PER_SCAN = 40;

    private ScansUntilKilled() {}

    /** Arguments: the file, how many points lie between two flushes, and how many ns. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        int points = Integer.parseInt(arguments[1]);
        long pauseNs = Long.parseLong(arguments[2]);
        NexusFiles.claim(file.resolveSibling("before.h5"), "ascan", "killed_session", DemoScan.NEXT)
                .abandon(); // what is slow once is behind us
        System.out.println("begins");
        for (ScanDraft draft = DemoScan.draft(file); ; ) {
            scan(draft, points, pauseNs);
        }
    }

    private static void scan(ScanDraft draft, int points, long pauseNs) {
        NexusFiles.Claim claim =
                NexusFiles.claim(draft.file().orElseThrow(), draft.name(), "killed_session", DemoScan.NEXT);
        ScanDescription scan = draft.numbered(claim.number());
        say("claimed", claim.number(), 0);
        ScanSink sink = claim.sink();
        sink.announce(scan);
        say("announced", claim.number(), 0);
        sink.prepared(Map.of());
        int done = 0;
        for (int i = 0; i < FLUSHES_PER_SCAN; i++) {
            append(sink, done, points);
            done += points;
            sink.flush();
            say("flushed", claim.number(), done);
            LockSupport.parkNanos(pauseNs);
        }
        long count = done;
        Map<String, Long> counts =
                Map.of("axis:roby", count, "timer:elapsed_time", count, "timer:epoch", count, "diode:diode", count);
        sink.end(new ScanEnd(ScanState.DONE, "done", DemoScan.START, counts));
        say("ended", claim.number(), done);
    }

    private static void append(ScanSink sink, int first, int count) {
        for (int channel = DemoScan.ROBY; channel <= DemoScan.DIODE; channel++) {
            double step = channel == DemoScan.ELAPSED_TIME ? 0.1 : 1;
            double[] values = IntStream.range(first, first + count)
                    .mapToDouble(i -> i * step)
                    .toArray();
            sink.append(List.of(new ScanSink.Points(channel, first, Numbers.of(values), 0)));
        }
    }

    private static void say(String what, int number, int rows) {
        System.out.println(what + " " + number + " " + rows);
    }
}
