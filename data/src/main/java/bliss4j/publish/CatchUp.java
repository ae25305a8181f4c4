package bliss4j.publish;

import bliss4j.array.NdArray;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a sink whose other end may go away without a gap. While it is away points are let go; once it is back, whatever it
 * lacks is fetched from where points are saved: the same routine for a cut line, a restart, an emptied server and a lane that
 * had to drop its queue. Indices are dense, so what is sent twice is seen and cut. For the lane's thread; {@link #trouble} for
 * any.
 */
final class CatchUp implements ScanSink {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int SLICE = 8192;

    private final LiveSink sink;
    private final SavedPoints saved;
    private final Optional<Backlog> backlog;
    private final Clock clock;

    private @Nullable ScanDescription description;
    private @Nullable Map<String, Value> prepared;
    /** What the file was last said to hold. */
    private List<Long> durable = List.of();

    private final List<Value> troubles = new ArrayList<>();
    /** For each channel the index after the last point that is there. */
    private long[] ends = new long[0];
    /** For each channel the index after the last point that came by. */
    private long[] seen = new long[0];

    private long[] times = new long[0];
    private long lastTryNs;
    private volatile @Nullable Trouble trouble;

    /** Since when the other end is away, and why. */
    record Trouble(Instant since, String why) {}

    /** @param backlog kept up to date with what is appended, if it is what {@code saved} reads */
    CatchUp(LiveSink sink, SavedPoints saved, Optional<Backlog> backlog, Clock clock) {
        this.sink = sink;
        this.saved = saved;
        this.backlog = backlog;
        this.clock = clock;
    }

    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public void announce(ScanDescription description) {
        this.description = description;
        ends = new long[description.channels().size()];
        seen = new long[ends.length];
        times = new long[ends.length];
        guarded(() -> sink.announce(description));
    }

    @Override
    public void prepared(Map<String, Value> info) {
        prepared = info;
        guarded(() -> sink.prepared(info));
    }

    @Override
    public void append(List<Points> points) {
        for (Points one : points) {
            backlog.ifPresent(kept -> kept.keep(one));
            times[one.channel()] = one.timeNs();
            seen[one.channel()] = one.first() + one.rows().length();
        }
        guarded(() -> {
            List<Points> fitting = new ArrayList<>();
            for (Points one : points) {
                if (ends[one.channel()] < one.first()) {
                    send(fitting); // the block before may be among them: then nothing is missing
                    fitting.clear();
                    fill(one.channel(), one.first());
                }
                fit(one).ifPresent(fitting::add);
            }
            send(fitting);
        });
    }

    /** The part of a block that is not there yet. */
    private Optional<Points> fit(Points points) {
        long end = ends[points.channel()];
        long last = points.first() + points.rows().length();
        if (last <= end) {
            return Optional.empty();
        }
        NdArray rest = points.rows()
                .slice((int) Math.max(0, end - points.first()), points.rows().length());
        return Optional.of(new Points(points.channel(), Math.max(end, points.first()), rest, points.timeNs()));
    }

    private void send(List<Points> points) {
        if (points.isEmpty()) {
            return;
        }
        sink.append(points);
        points.forEach(one -> ends[one.channel()] = one.first() + one.rows().length());
    }

    /** Fetches what is missing of a channel below {@code to}, slice by slice. */
    private void fill(int channel, long to) {
        while (ends[channel] < to) {
            long from = ends[channel];
            NdArray rows = saved.read(channel, from, Math.min(to, from + SLICE));
            send(List.of(new Points(channel, from, rows, times[channel])));
        }
    }

    /** Does one thing with the sink unless it is away; if it goes away now, what follows waits for {@link #due}. */
    private void guarded(Runnable action) {
        if (trouble != null) {
            return;
        }
        try {
            action.run();
        } catch (DataException e) {
            if (!sink.mayPass(e)) {
                throw e; // refused, or points that can be had from nowhere: the lane has failed for good
            }
            lastTryNs = System.nanoTime();
            trouble = new Trouble(clock.instant(), String.valueOf(e.getMessage()));
            sink.abandon();
            LOG.warn("{} is away, the scan goes on: {}", name(), e.getMessage());
        }
    }

    @Override
    public long dueInNs() {
        return trouble == null ? Long.MAX_VALUE : lastTryNs + RETRY_NS - System.nanoTime();
    }

    /** Tries to get the other end back, and brings it up to date. */
    @Override
    public void due() {
        ScanDescription scan = description;
        Trouble away = trouble;
        if (away == null || scan == null) {
            return;
        }
        lastTryNs = System.nanoTime();
        try {
            List<Long> there = sink.resume(scan);
            for (int i = 0; i < ends.length; i++) {
                ends[i] = there.get(i);
            }
            tellTrouble(away);
            tellDurable();
        } catch (DataException e) {
            if (!sink.mayPass(e)) {
                throw e;
            }
            LOG.debug("{} is still away: {}", name(), e.getMessage());
            sink.abandon();
            return;
        }
        trouble = null;
        LOG.warn("{} is back, away since {}", name(), away.since());
        fillAll();
    }

    /** Leaves a note of it in the scan's info. */
    private void tellTrouble(Trouble over) {
        Map<String, Value> note = new LinkedHashMap<>();
        note.put("since", Value.of(over.since().toString()));
        note.put("until", Value.of(clock.instant().toString()));
        note.put("why", Value.of(over.why()));
        List<Value> told = new ArrayList<>(troubles);
        told.add(Value.of(note));
        Map<String, Value> info = prepared;
        if (info != null) {
            Map<String, Value> all = new LinkedHashMap<>(info);
            all.put("degraded", Value.of(told));
            sink.prepared(all);
        }
        troubles.add(Value.of(note)); // last: it is told again if that failed
    }

    private void tellDurable() {
        if (!durable.isEmpty()) {
            sink.durable(durable);
        }
    }

    @Override
    public void durable(List<Long> upTo) {
        durable = upTo;
        guarded(this::tellDurable);
    }

    /** Brings it up to date before the end, once more trying to get it back; the file is still open to read from. */
    void complete() {
        due();
        fillAll();
    }

    private void fillAll() {
        guarded(() -> {
            for (int channel = 0; channel < ends.length; channel++) {
                fill(channel, seen[channel]);
            }
        });
    }

    @Override
    public void flush() {
        sink.flush();
    }

    @Override
    public void end(ScanEnd end) {
        Trouble away = trouble;
        if (away != null) {
            throw new PublishException("the end of the scan was not published: " + away.why());
        }
        sink.end(end);
    }

    @Override
    public void abandon() {
        sink.abandon();
    }
}
