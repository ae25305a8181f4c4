package bliss4j.scan;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import bliss4j.chain.AcquisitionChain;
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
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One scan: runs its plan once. {@link #run} belongs to one thread; everything else may be asked, and {@link #abort} said,
 * from any.
 */
public final class Scan {
    private final ScanPlan plan;
    private final ScanEnvironment environment;
    private final ScanHistory history;

    private volatile ScanState state = ScanState.IDLE;
    private volatile @Nullable ScanPublisher publisher;
    private volatile @Nullable ChainRunner runner;
    private volatile boolean aborted;
    private volatile @Nullable ScanEnd end;

    public Scan(ScanPlan plan, ScanEnvironment environment, ScanHistory history) {
        this.plan = plan;
        this.environment = environment;
        this.history = history;
    }

    /**
     * Runs it and waits for its end. An interrupt aborts it and is set again on return.
     *
     * @throws AcquisitionException if it cannot start, was run before, or a device failed; what a device threw itself is
     *     thrown as it is
     */
    public void run() {
        claim();
        try {
            runClaimed();
        } finally {
            history.end(this);
        }
    }

    private void runClaimed() {
        Optional<Throwable> failure = Optional.empty();
        try {
            history.begin(this);
            plan.check();
            AcquisitionChain chain = plan.chain(environment.publishEpoch());
            ScanPublisher started = begin(chain);
            failure = runChain(chain, started);
        } catch (RuntimeException e) {
            if (publisher == null) {
                state = ScanState.FAILED; // it never was: nothing of it stands anywhere
                throw e;
            }
            failure = Optional.of(e);
        }
        finish(failure);
        rethrow(failure);
    }

    private synchronized void claim() {
        if (state != ScanState.IDLE) {
            throw new AcquisitionException("a scan can only be used once; this one is " + state);
        }
        state = ScanState.PREPARING;
    }

    private ScanPublisher begin(AcquisitionChain chain) {
        SavingPaths paths = environment.saving().snapshot();
        ZonedDateTime start = ZonedDateTime.now(environment.services().clock());
        boolean saved = plan.save() && paths.writer() == Writer.HDF5;
        Optional<Path> shared = paths.oneFileAScan() ? Optional.empty() : Optional.of(paths.dataFile());
        Numbering numbering = new Numbering(paths.session(), paths.counter(), plan.name(), shared, saved);
        ScanPublisher begun = environment.services().recorder().begin(numbering, number -> {
            SavingPaths own = paths.forScan(plan.name(), number);
            Optional<Path> file = saved ? Optional.of(own.dataFile()) : Optional.empty();
            Map<String, Value> info = info(chain, paths, start, file);
            return new ScanDraft(own.directory(), plan.name(), start, file, ChainInfo.devices(chain), info);
        });
        publisher = begun;
        chain.connect(begun::append);
        return begun;
    }

    private Map<String, Value> info(
            AcquisitionChain chain, SavingPaths paths, ZonedDateTime start, Optional<Path> file) {
        Map<String, Value> info = new LinkedHashMap<>(plan.info());
        info.put("session_name", Value.of(paths.session()));
        info.put("user_name", Value.of(paths.userName()));
        info.put("filename", Value.of(file.map(Path::toString).orElse(NO_SAVING)));
        info.put("data_writer", Value.of(file.isPresent() ? "hdf5" : "null"));
        info.put("publisher", Value.of("bliss4j"));
        info.put("start_time", Value.of(start.toLocalDateTime()));
        info.put("start_time_str", Value.of(ScanEnd.text(start)));
        info.put("start_timestamp", Value.of(ScanEnd.timestamp(start)));
        info.put("positioners", Positioners.of(environment.axes(), "start"));
        info.put("state", Value.of(ScanState.PREPARING.code()));
        info.putAll(ChainInfo.of(chain));
        return info;
    }

    /** What stands in place of a path for a scan that is not saved. */
    static final String NO_SAVING = "<no saving>";

    private Optional<Throwable> runChain(AcquisitionChain chain, ScanPublisher started) {
        ChainRunner running = new ChainRunner(chain, () -> {
            started.prepared(Map.of("state", Value.of(ScanState.STARTING.code())));
            state = ScanState.STARTING;
        });
        synchronized (this) {
            runner = running;
            if (aborted) {
                running.abort();
            }
        }
        return running.run();
    }

    private void finish(Optional<Throwable> failure) {
        ScanPublisher started = java.util.Objects.requireNonNull(publisher);
        state = ScanState.STOPPING;
        ScanState wanted = failure.isPresent() ? ScanState.FAILED : stopped() ? ScanState.ABORTED : ScanState.DONE;
        String reason = failure.map(Scan::reason).orElse(stopped() ? "aborted" : "done");
        ScanEnd over = started.end(wanted, reason);
        end = over;
        state = over.state();
        history.add(this);
    }

    private synchronized boolean stopped() {
        ChainRunner running = runner;
        return aborted || (running != null && running.aborted());
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private void rethrow(Optional<Throwable> failure) {
        if (failure.isPresent()) {
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new AcquisitionException(reason(e), e);
            }
        }
        ScanEnd over = end;
        if (over != null && over.state() == ScanState.FAILED) {
            throw new AcquisitionException(this + " ended FAILED: " + over.reason());
        }
    }

    /** Stops the scan: axes at once, then everything else; it ends as ABORTED. Does nothing if it is over. */
    public void abort() {
        ChainRunner running;
        synchronized (this) {
            aborted = true;
            running = runner;
        }
        if (running != null && !state.ended()) {
            running.abort();
        }
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
        return node().map(DataNode.Scan::data).orElse(Map.of());
    }

    /** What is wrong with its publication or its file at the moment, one line each. */
    public java.util.List<String> degraded() {
        ScanPublisher started = publisher;
        return started == null ? java.util.List.of() : started.degraded();
    }

    /** As the shell prints it. */
    @Override
    public String toString() {
        String path = file().map(Path::toString).orElse(NO_SAVING);
        return "Scan(number=" + number().map(String::valueOf).orElse("?") + ", name=" + plan.name() + ", path=" + path
                + ")";
    }
}
