package bliss4j.publish;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import bliss4j.data.ScanState;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running scan on its way out: hands every block to a lane for the file and a lane for Redis, which never see each
 * other, and lets each know what it must of the other.
 */
public final class Publication implements ScanPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    /** How long the end of a scan waits for Redis. */
    private static final Duration LIVE_TIMEOUT = Duration.ofSeconds(30);
    /** What is left of it at least when all has been sent but the end. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    /** What an unsaved scan keeps for a Redis that comes back. */
    private static final long BACKLOG_BYTES = 64 << 20;

    private final ScanDescription description;
    private final LaneLimits limits;
    private final AtomicLongArray points;
    /** How many points of each channel the file's lane has taken. */
    private final AtomicLongArray saving;

    /** What the file must prove to hold; none for a scan that is not saved. */
    private final List<Digest> digests;

    private final Optional<Lane> file;
    private final Optional<Lane> live;
    private final Optional<CatchUp> catchUp;
    /** Why Redis may be unable to hold all of it. */
    private final Optional<String> concern;
    /** What the file holds for good and Redis has not been told yet: one command is enough however many flushes it takes. */
    private final AtomicReference<Optional<List<Long>>> durable = new AtomicReference<>(Optional.empty());

    private Publication(
            ScanDescription description, Optional<ScanSink> file, Optional<ScanSink> live, LaneLimits limits) {
        this.description = description;
        this.limits = limits;
        int channels = description.channels().size();
        this.points = new AtomicLongArray(channels);
        this.saving = new AtomicLongArray(channels);
        this.digests = file.isEmpty()
                ? List.of()
                : description.channels().stream()
                        .map(placed -> new Digest(placed.channel().dtype()))
                        .toList();
        this.file = file.map(
                sink -> new Lane(new FlushWatch(sink, channels, this::durable), Lane.Duty.MUST, limits, channels));
        this.concern = live.flatMap(sink -> sink.concern(description));
        Optional<LiveWay> way = live.map(sink -> liveWay(sink, file));
        this.live = way.map(LiveWay::lane);
        this.catchUp = way.flatMap(LiveWay::catchUp);
    }

    private record LiveWay(Lane lane, Optional<CatchUp> catchUp) {}

    /** A sink that may go away and come back gets its lost points from the file, or else from a backlog. */
    private LiveWay liveWay(ScanSink sink, Optional<ScanSink> fileSink) {
        int channels = description.channels().size();
        if (!(sink instanceof LiveSink comesBack)) {
            Lane.Duty duty = file.isPresent() ? Lane.Duty.MAY : Lane.Duty.MUST;
            return new LiveWay(new Lane(sink, duty, limits, channels), Optional.empty());
        }
        Clock clock = Clock.systemUTC();
        if (file.isPresent() && fileSink.orElseThrow() instanceof SavedPoints saved) {
            SavedPoints points = new FilePoints(file.get(), saved, limits.fullTimeout());
            CatchUp kept = CatchUp.from(points, this::publishedLength, comesBack, clock);
            Lane lane = new Lane(kept, Lane.Duty.CATCHES_UP, limits, channels).onDrop(kept::fallBehind);
            return new LiveWay(lane, Optional.of(kept));
        }
        Backlog backlog = new Backlog(BACKLOG_BYTES);
        CatchUp kept = CatchUp.from(backlog, comesBack, clock);
        return new LiveWay(new Lane(kept, Lane.Duty.MUST, limits, channels), Optional.of(kept));
    }

    private long publishedLength(int channel) {
        return isPublished(channel) ? saving.get(channel) : 0;
    }

    private boolean isPublished(int channel) {
        return description.channels().get(channel).channel().published();
    }

    /**
     * Announces a scan and gives what its points are written to.
     *
     * @param file where it is saved, its entry claimed already; empty for a scan that is not
     * @param live where it is followed
     */
    public static ScanPublisher start(
            ScanDescription description, Optional<ScanSink> file, Optional<ScanSink> live, LaneLimits limits) {
        Publication publication = new Publication(description, file, live, limits);
        publication.concern.ifPresent(LOG::warn);
        String scan = description.scan().name();
        publication.file.ifPresent(lane -> {
            lane.start("bliss-file-" + scan);
            publication.openFile(lane);
        });
        publication.live.ifPresent(lane -> {
            lane.start("bliss-live-" + scan);
            lane.post("announce", sink -> sink.announce(description));
        });
        return publication;
    }

    /** Without an entry in the file there is no scan: its lane ends, and the one to Redis is never begun. */
    private void openFile(Lane lane) {
        problem(lane.command("announce", sink -> sink.announce(description)), limits.fullTimeout())
                .ifPresent(why -> {
                    var unused = lane.lastCommand("abandon", ScanSink::abandon);
                    throw new PublishException(why);
                });
    }

    @Override
    public ScanDescription description() {
        return description;
    }

    @Override
    public void prepared(Map<String, Value> info) {
        file.ifPresent(lane -> require(lane.command("prepare", sink -> {
            sink.prepared(info);
            sink.flush();
        })));
        live.ifPresent(lane -> lane.post("prepare", sink -> sink.prepared(info)));
    }

    @Override
    public void append(int channel, NdArray rows, long timeNs) {
        int count = rows.length();
        if (count == 0) {
            return;
        }
        if (file.isPresent()) {
            digests.get(channel).add(rows); // before the lanes, so that it proves both
        }
        long first = points.getAndAdd(channel, count);
        try {
            if (file.isPresent()) {
                file.get().append(channel, first, rows, timeNs);
                saving.set(channel, first + count);
            }
        } finally { // what a broken file does not take is not lost
            if (live.isPresent() && isPublished(channel)) {
                live.get().append(channel, first, rows, timeNs);
            }
        }
    }

    /** From the file's lane: goes on as a command of the other. */
    private void durable(List<Long> ends) {
        if (durable.getAndSet(Optional.of(ends)).isEmpty()) {
            live.ifPresent(lane -> lane.post(
                    "durable", sink -> durable.getAndSet(Optional.empty()).ifPresent(sink::durable)));
        }
    }

    @Override
    public Map<String, Long> points() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < points.length(); i++) {
            ChannelDescription channel = description.channels().get(i).channel();
            if (channel.published()) {
                counts.put(channel.fullname(), points.get(i));
            }
        }
        return counts;
    }

    @Override
    public List<String> degraded() {
        List<String> reasons = new ArrayList<>();
        concern.ifPresent(reasons::add);
        file.flatMap(Lane::failure).ifPresent(reasons::add);
        live.flatMap(Lane::failure).ifPresent(reasons::add);
        catchUp.flatMap(kept -> kept.trouble().map(since -> kept.name() + " is in trouble " + since))
                .ifPresent(reasons::add);
        return reasons;
    }

    @Override
    public ScanEnd end(ScanState state, String reason, Map<String, Value> found) {
        ZonedDateTime now = ZonedDateTime.now(description.draft().start().getZone());
        ScanEnd told = new ScanEnd(
                state,
                reason,
                now,
                points(),
                found,
                digests.stream().map(Digest::sum).toList());
        long start = System.nanoTime();
        catchUp.ifPresent(kept -> problem(live.orElseThrow().command("catch up", sink -> kept.complete()), LIVE_TIMEOUT)
                .ifPresent(why -> LOG.warn("{}: {}", description.scan().dbName(), why)));
        Duration left = LIVE_TIMEOUT.minusNanos(System.nanoTime() - start);
        ScanEnd wanted =
                live.flatMap(Lane::revoked).map(why -> told.failed(why)).orElse(told);
        ScanEnd end = file.map(lane -> completeFile(lane, wanted)).orElse(wanted);
        return live.map(lane -> endLive(lane, end, left)).orElse(end);
    }

    /** A scan that is in no file is nowhere else: it has failed if its end does not come through in time. */
    private ScanEnd endLive(Lane lane, ScanEnd end, Duration left) {
        AtomicReference<ScanEnd> wanted = new AtomicReference<>(end);
        CompletableFuture<Void> sent = lane.lastCommand("end", sink -> sink.end(wanted.get()));
        Optional<String> problem = problem(sent, left.compareTo(LAST_WAIT) > 0 ? left : LAST_WAIT);
        if (problem.isPresent()) {
            wanted.set(file.isPresent() ? end : end.failed(problem.get())); // if it is still to be sent
            warnOfEnd(problem.get());
            return wanted.get();
        }
        if (catchUp.isPresent() && !catchUp.get().hasEnded()) {
            warnOfEnd(catchUp.get().trouble().orElse("") + "; it is tried for " + CatchUp.AFTER_END.toMinutes()
                    + " min more");
        }
        return catchUp.flatMap(CatchUp::end).orElse(end);
    }

    private void warnOfEnd(String why) {
        LOG.warn("{}: end of scan not published: {}", description.scan().dbName(), why);
    }

    private ScanEnd completeFile(Lane lane, ScanEnd wanted) {
        Optional<String> problem = problem(lane.lastCommand("end", sink -> sink.end(wanted)), limits.fullTimeout());
        return problem.map(wanted::failed).orElse(wanted);
    }

    private void require(CompletableFuture<Void> done) {
        problem(done, limits.fullTimeout()).ifPresent(why -> {
            throw new PublishException(why);
        });
    }

    /** Waits for a lane; says what went wrong. */
    private static Optional<String> problem(CompletableFuture<Void> done, Duration limit) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
                    return Optional.empty();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return Optional.ofNullable(e.getCause())
                            .map(Throwable::getMessage)
                            .or(() -> Optional.of("failed"));
                } catch (TimeoutException e) {
                    return Optional.of("did not answer within " + limit.toSeconds() + " s");
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
