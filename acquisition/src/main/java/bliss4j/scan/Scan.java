package bliss4j.scan;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import bliss4j.chain.AcquisitionChain;
import bliss4j.chain.BlockSink;
import bliss4j.chain.ChainRunner;
import bliss4j.data.DataNode;
import bliss4j.data.ScanState;
import bliss4j.device.AcquisitionException;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanRecorder.Numbering;
import bliss4j.saving.SavingPaths;
import bliss4j.saving.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scan: runs its plan once. {@link #run} belongs to one thread; everything else may be asked, and {@link #abort} said,
 * from any.
 */
public final class Scan {
    private static final Logger LOG = LoggerFactory.getLogger(Scan.class);

    private final ScanPlan plan;
    private final ScanEnvironment environment;
    private final ScanHistory history;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile ScanState state = ScanState.IDLE;
    private volatile @Nullable ScanPublisher publisher;
    private volatile @Nullable ScanEnd end;
    private @Nullable ChainRunner runner;
    private @Nullable Positioners positioners;
    private final List<ScanPreset> presets = new CopyOnWriteArrayList<>();
    private boolean aborted;
    private volatile boolean returning;

    /** A scan that will do as the plan says when it is run. */
    public Scan(ScanPlan plan, ScanEnvironment environment, ScanHistory history) {
        this.plan = plan;
        this.environment = environment;
        this.history = history;
    }

    /**
     * Runs it and waits for its end. An interrupt aborts it and is set again on return. A scan that was aborted before it
     * was run takes no number and leaves nothing.
     *
     * @throws AcquisitionException if it cannot start, was run before, or its file could not be completed
     * @throws bliss4j.block.DataException if it cannot be saved or has names that are not allowed; nothing was announced
     * @throws RuntimeException what a device threw, as it is
     */
    public void run() {
        claim();
        try {
            history.started(this);
            if (stopWanted()) {
                state = ScanState.ABORTED;
                return;
            }
            plan.check();
            AcquisitionChain chain = plan.chain(environment.publishEpoch());
            environment.defaultChain().addTo(chain, this, presets);
            ScanPublisher begun = begin(chain);
            publisher = begun;
            ScanWatch.Points seen = history.watch().started(this, begun.description());
            try {
                finish(begun, back(take(chain, begun, seen)));
            } finally {
                seen.ended();
            }
        } finally {
            if (!state.ended()) {
                state = ScanState.FAILED;
            }
            history.dropped(this);
            over.countDown();
        }
    }

    private synchronized void claim() {
        if (state != ScanState.IDLE) {
            throw new AcquisitionException("a scan can only be used once; this one is " + state);
        }
        state = ScanState.PREPARING;
    }

    private synchronized boolean stopWanted() {
        return aborted || Thread.currentThread().isInterrupted();
    }

    private ScanPublisher begin(AcquisitionChain chain) {
        SavingPaths paths = environment.saving().snapshot();
        ZonedDateTime start = ZonedDateTime.now(environment.services().clock());
        Positioners read = Positioners.atStart(environment.axes());
        positioners = read;
        Value stand = read.value(); // before a number is taken: an axis may be slow to answer
        Map<String, Value> metadata = environment.metadata().of(plan);
        boolean saved = plan.save() && paths.writer() != Writer.NULL;
        ScanCameras cameras = new ScanCameras(chain);
        return environment.services().recorder().begin(numbering(paths, saved), number -> {
            SavingPaths own = paths.forScan(plan.name(), number);
            Optional<Path> file = saved ? Optional.of(own.dataFile()) : Optional.empty();
            Map<String, Value> info = info(paths, start, file);
            info.put("positioners", stand);
            info.put("scan_meta_categories", categories(metadata));
            info.putAll(metadata);
            if (plan.saveImages()) {
                file.ifPresent(path -> cameras.save(plan.points(), own, path));
            }
            if (!cameras.isEmpty()) {
                info.put("instrument", cameras.instrument(metadata.getOrDefault("instrument", Value.nothing())));
            }
            info.putAll(ChainInfo.of(chain));
            return new ScanDraft(
                    own.directory(), plan.name(), start, file, ChainInfo.devices(chain), info, environment.deflate());
        });
    }

    private static Value categories(Map<String, Value> metadata) {
        List<String> names = new ArrayList<>(List.of("positioners"));
        names.addAll(metadata.keySet());
        return Value.texts(names);
    }

    /** The scan's name may be part of its path: then each name has a file and a counter of its own. */
    private Numbering numbering(SavingPaths paths, boolean saved) {
        if (paths.oneFileAScan()) {
            return new Numbering(paths.session(), paths.counter(), plan.name(), Optional.empty(), saved);
        }
        SavingPaths named = paths.forScan(plan.name(), 1); // no path holds the number
        return new Numbering(paths.session(), named.counter(), plan.name(), Optional.of(named.dataFile()), saved);
    }

    private Map<String, Value> info(SavingPaths paths, ZonedDateTime start, Optional<Path> file) {
        Map<String, Value> info = new LinkedHashMap<>(plan.info());
        info.put("session_name", Value.of(paths.session()));
        info.put("user_name", Value.of(paths.userName()));
        info.put("filename", Value.of(file.map(Path::toString).orElse(NO_SAVING)));
        info.put("data_writer", Value.of((file.isPresent() ? paths.writer() : Writer.NULL).text()));
        info.put("publisher", Value.of("bliss4j"));
        info.put("start_time", Value.of(start.toLocalDateTime()));
        info.put("start_time_str", Value.of(ScanEnd.text(start)));
        info.put("start_timestamp", Value.of(ScanEnd.timestamp(start)));
        info.put("state", Value.of(ScanState.PREPARING.code()));
        return info;
    }

    /** What stands in place of a path for a scan that is not saved. */
    static final String NO_SAVING = "<no saving>";

    /** What failed first while the points were taken. */
    private Optional<Throwable> take(AcquisitionChain chain, ScanPublisher begun, ScanWatch.Points seen) {
        ChainRunner running = new ChainRunner(chain, () -> {
            begun.prepared(Map.of("state", Value.of(ScanState.STARTING.code())));
            state = ScanState.STARTING;
        });
        try {
            chain.connect(sink(begun, seen));
            synchronized (this) {
                runner = running;
                if (aborted) {
                    running.abort();
                }
            }
            return running.run();
        } catch (RuntimeException | Error e) { // the scan is announced, so it must be ended
            return Optional.of(e);
        }
    }

    private static BlockSink sink(ScanPublisher begun, ScanWatch.Points seen) {
        return (channel, points, timeNs) -> {
            begun.append(channel, points, timeNs);
            seen.points(channel, points);
        };
    }

    /** Sends axes back if the plan says so, however the points went; a second abort stops them where they are. */
    private Optional<Throwable> back(Optional<Throwable> failure) {
        if (plan.motion().home().isEmpty()) {
            return failure;
        }
        boolean interrupted = Thread.interrupted(); // it ended the points, not the way back
        try {
            returning = true;
            plan.motion().goBack();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (RuntimeException e) { // a device throws what it likes
            LOG.warn("{}: axes did not come back: {}", plan.name(), e.toString());
            return failure.or(() -> Optional.of(e));
        } finally {
            returning = false;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return failure;
    }

    private void finish(ScanPublisher begun, Optional<Throwable> failure) {
        state = ScanState.STOPPING;
        ScanState wanted = failure.isPresent() ? ScanState.FAILED : stopped() ? ScanState.ABORTED : ScanState.DONE;
        String reason = failure.map(Scan::reason).orElse(wanted.name().toLowerCase(Locale.ROOT));
        ScanEnd ended = begun.end(wanted, reason, found());
        end = ended;
        state = ended.state();
        history.ended(this);
        rethrow(failure);
        if (ended.state() == ScanState.FAILED) {
            throw new AcquisitionException(this + " ended FAILED: " + ended.reason());
        }
    }

    /** Axes have stopped, so this is where they stay. */
    private Map<String, Value> found() {
        return positioners == null ? Map.of() : Map.of("positioners", positioners.atEnd());
    }

    private synchronized boolean stopped() {
        return runner != null && runner.aborted();
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static void rethrow(Optional<Throwable> failure) {
        switch (failure.orElse(null)) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new AcquisitionException(reason(e), e);
        }
    }

    /**
     * Stops the scan: axes at once, then everything else; it ends as ABORTED. Does nothing if it is over. Does not wait; see
     * {@link #awaitEnd}.
     */
    public void abort() {
        ChainRunner running;
        synchronized (this) {
            aborted = true;
            running = runner;
        }
        if (running != null) {
            running.abort();
        }
        if (returning) {
            plan.motion().stop();
        }
    }

    /** Waits until {@link #run} is done with it; false if that takes longer than {@code limit}. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has it do this, too; before it is run. */
    public void add(ScanPreset preset) {
        presets.add(preset);
    }

    public ScanPlan plan() {
        return plan;
    }

    public ScanState state() {
        return state;
    }

    /** How it ended, empty while it runs. */
    public Optional<ScanEnd> end() {
        return Optional.ofNullable(end);
    }

    private Optional<ScanDescription> description() {
        return Optional.ofNullable(publisher).map(ScanPublisher::description);
    }

    /** Its number, taken when it starts. */
    public Optional<Integer> number() {
        return description().map(ScanDescription::number);
    }

    /** The file it is saved in, empty for none. */
    public Optional<Path> file() {
        return description().flatMap(described -> described.draft().file());
    }

    /** Its node in the tree, empty before it starts and when it can be had from nowhere. */
    public Optional<DataNode.Scan> node() {
        return description()
                .flatMap(described ->
                        environment.services().store().node(described.scan().dbName()))
                .map(DataNode.Scan.class::cast);
    }

    /** All its points so far, by channel name; empty before it starts. */
    public Map<String, NdArray> data() {
        return node().<Map<String, NdArray>>map(DataNode.Scan::data).orElse(Map.of());
    }

    /** What is wrong with its publication or its file at the moment, one line each. */
    public List<String> degraded() {
        ScanPublisher started = publisher;
        return started == null ? List.of() : started.degraded();
    }

    /** As the shell prints it. */
    @Override
    public String toString() {
        String path = file().map(Path::toString).orElse(NO_SAVING);
        return "Scan(number=" + number().map(String::valueOf).orElse("?") + ", name=" + plan.name() + ", path=" + path
                + ")";
    }
}
