package bliss4j.benchmarks;

import bliss4j.block.Value;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a lane brings to a sink. */
final class CountingSink implements ScanSink {
    private final ScanSink sink;
    private final AtomicLong blocks = new AtomicLong();
    private final AtomicLong points = new AtomicLong();

    CountingSink(ScanSink sink) {
        this.sink = sink;
    }

    double pointsPerBlock() {
        return points.doubleValue() / blocks.get();
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public void announce(ScanDescription description) {
        sink.announce(description);
    }

    @Override
    public void prepared(Map<String, Value> info) {
        sink.prepared(info);
    }

    @Override
    public void append(List<Points> some) {
        long count = 0;
        for (Points each : some) {
            count += each.rows().length();
        }
        sink.append(some);
        points.addAndGet(count);
        blocks.addAndGet(some.size());
    }

    @Override
    public void flush() {
        sink.flush();
    }

    @Override
    public void end(ScanEnd end) {
        sink.end(end);
    }

    @Override
    public void abandon() {
        sink.abandon();
    }
}
