package bliss4j.publish;

import bliss4j.array.NdArray;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a sink whose other end may go away without a gap. While it is away points are let go; once it is back, whatever it
 * lacks is fetched from where points are saved: the same routine for a cut line, a restart, an emptied server and a lane that
 * had to drop its queue. Indices are dense, so what is sent twice is seen and cut. An end that cannot be published is tried
 * again for {@link #AFTER_END}. For the lane's thread, but for what says otherwise.
 */
final class CatchUp implements ScanSink {
    /** How long a scan that has ended is still brought up to date, in the background. */
    static final Duration AFTER_END = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int SLICE = 8192;

    private final LiveSink sink;
    private final SavedPoints saved;
    private final Optional<Backlog> backlog;
    private final IntToLongFunction wanted;
    private final Troubles troubles;

    private @Nullable ScanDescription description;
    private @Nullable Map<String, Value> prepared;
    /** What the file was last said to hold. */
    private List<Long> durable = List.of();

    /** For each channel the index after the last point that is there. */
    private long[] ends = new long[0];

    private long[] times = new long[0];
    private boolean away;
    private long lastTryNs;
    /** Once the scan has ended; read by any thread. */
    private volatile @Nullable ScanEnd end;

    private long endedNs;
    private volatile boolean endThere;
    /** Points were dropped before they came here. Any thread. */
    private volatile boolean behind;

    private CatchUp(
            LiveSink sink, SavedPoints saved, Optional<Backlog> backlog, IntToLongFunction wanted, Clock clock) {
        this.sink = sink;
        this.saved = saved;
        this.backlog = backlog;
        this.wanted = wanted;
        this.troubles = new Troubles(clock);
    }

    /**
     * Of a saved scan.
     *
     * @param length how many points of a channel can be had from {@code saved}, those among them that were dropped
     */
    static CatchUp from(SavedPoints saved, IntToLongFunction length, LiveSink sink, Clock clock) {
        return new CatchUp(sink, saved, Optional.empty(), length, clock);
    }

    /** Of an unsaved scan; nothing of it is dropped. */
    static CatchUp from(Backlog backlog, LiveSink sink, Clock clock) {
        return new CatchUp(sink, backlog, Optional.of(backlog), backlog::length, clock);
    }

    /** Since when the other end is away or behind, and why. Any thread. */
    Optional<String> trouble() {
        return troubles.now();
    }

    /** Whether the end of the scan has come through. Any thread. */
    boolean hasEnded() {
        return endThere;
    }

    /** Notes that points were dropped, since the sink is too slow for them. Any thread. */
    void fallBehind() {
        behind = true;
        begin("it is slower than the scan, its points are fetched from the file");
    }

    private void begin(String why) {
        if (troubles.begin(why)) {
            LOG.warn("{} is in trouble, the scan goes on: {}", name(), why);
        }
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public void announce(ScanDescription description) {
        this.description = description;
        ends = new long[description.channels().size()];
        times = new long[ends.length];
        guarded(() -> sink.announce(description));
    }

    @Override
    public void prepared(Map<String, Value> info) {
        prepared = info;
        guarded(() -> sink.prepared(troubles.noted(info)));
    }

    @Override
    public void append(List<Points> points) {
        boolean wasBehind = behind;
        behind = false;
        for (Points one : points) {
            backlog.ifPresent(kept -> kept.keep(one));
            times[one.channel()] = one.timeNs();
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
            if (wasBehind) {
                fillAll();
            }
            recover();
        });
    }

    /** Notes in the scan's info that it was behind, once it is not. */
    private void recover() {
        if (!behind && troubles.now().isPresent()) {
            tellTroubles();
            over();
        }
    }

    private void tellTroubles() {
        Map<String, Value> info = prepared;
        if (info != null) {
            sink.prepared(troubles.noted(info));
        }
    }

    private void over() {
        Optional<String> trouble = troubles.now();
        troubles.end();
        trouble.ifPresent(was -> LOG.info("{} has all points again, in trouble {}", name(), was));
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
        if (away) {
            return;
        }
        try {
            action.run();
        } catch (DataException e) {
            if (!sink.mayPass(e)) {
                throw e; // refused, or points that can be had from nowhere: the lane has failed for good
            }
            lastTryNs = System.nanoTime();
            away = true;
            begin(String.valueOf(e.getMessage()));
            sink.abandon();
        }
    }

    @Override
    public long dueInNs() {
        if (away) {
            return Math.max(0, lastTryNs + RETRY_NS - System.nanoTime());
        }
        return behind ? 0 : sink.dueInNs();
    }

    /** What the sink wants to do now and then; while it is away, tries to get it back and brings it up to date. */
    @Override
    public void due() {
        ScanDescription scan = description;
        if (!away) {
            guarded(behind ? this::catchUp : sink::due);
        }
        if (!away || scan == null) {
            return;
        }
        if (end != null && System.nanoTime() - endedNs > AFTER_END.toNanos()) {
            away = false; // for good
            LOG.warn(
                    "{} has not got the end of {}: it was in trouble to the last",
                    name(),
                    scan.scan().dbName());
            return;
        }
        try {
            resume(scan);
        } catch (DataException e) {
            if (!sink.mayPass(e)) {
                throw e;
            }
            LOG.debug("{} is still in trouble: {}", name(), e.getMessage());
            sink.abandon();
            return;
        } finally {
            lastTryNs = System.nanoTime();
        }
        away = false;
        guarded(() -> {
            fillAll();
            over();
            sendEnd();
        });
    }

    private void resume(ScanDescription scan) {
        List<Long> there = sink.resume(scan);
        for (int i = 0; i < ends.length; i++) {
            ends[i] = there.get(i);
        }
        tellTroubles();
        tellDurable();
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

    /** Brings it up to date before the end, once more trying to get it back. */
    void complete() {
        guarded(this::catchUp);
        due();
    }

    /** Looks whether it is there still, and sends what is missing. */
    private void catchUp() {
        sink.append(List.of());
        behind = false;
        fillAll();
        recover();
    }

    private void fillAll() {
        for (int channel = 0; channel < ends.length; channel++) {
            fill(channel, wanted.applyAsLong(channel));
        }
    }

    @Override
    public void flush() {
        sink.flush();
    }

    /**
     * Ends the scan, now or, if the other end is away, as soon as it is back: {@link #hasEnded} tells. A scan that is nowhere
     * else, and not there in time, has failed.
     */
    @Override
    public void end(ScanEnd how) {
        end = how;
        endedNs = System.nanoTime();
        guarded(() -> {
            catchUp();
            sendEnd();
        });
        if (!endThere && backlog.isPresent()) {
            end = how.failed(name() + " is in trouble " + trouble().orElse(""));
        }
    }

    /** How the scan has ended, or will once the other end is back. Any thread. */
    Optional<ScanEnd> end() {
        return Optional.ofNullable(end);
    }

    private void sendEnd() {
        ScanEnd how = end;
        if (how != null) {
            sink.end(how);
            endThere = true;
        }
    }

    @Override
    public void abandon() {
        sink.abandon();
    }
}
