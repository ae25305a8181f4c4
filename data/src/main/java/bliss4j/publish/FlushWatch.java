package bliss4j.publish;

import bliss4j.block.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A file's sink that tells after each flush how far each channel is safe. For the lane's thread. */
final class FlushWatch implements ScanSink {
    private final ScanSink sink;
    private final Consumer<List<Long>> durable;
    /** For each channel the index after the last point that was brought. */
    private final long[] ends;

    private boolean news;

    /** @param durable told for each channel the index after the last point that the file holds for good */
    FlushWatch(ScanSink sink, int channels, Consumer<List<Long>> durable) {
        this.sink = sink;
        this.durable = durable;
        ends = new long[channels];
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
    public void append(List<Points> points) {
        sink.append(points);
        points.forEach(one -> ends[one.channel()] = one.first() + one.rows().length());
        news = true;
    }

    @Override
    public void flush() {
        sink.flush();
        tell();
    }

    @Override
    public long dueInNs() {
        return sink.dueInNs();
    }

    @Override
    public void due() {
        sink.due();
    }

    @Override
    public void end(ScanEnd end) {
        sink.end(end);
        tell();
    }

    @Override
    public void abandon() {
        sink.abandon();
    }

    private void tell() {
        if (news) {
            news = false;
            durable.accept(Arrays.stream(ends).boxed().toList());
        }
    }
}
